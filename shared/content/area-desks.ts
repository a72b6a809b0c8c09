/**
 * What the public pages show of one organisation: a copy of the directory's public record, so that pages are rendered
 * without asking another context.
 */
import type * as z from 'zod';
import { DeskChanged } from '../../events/desk-changed.v1.ts';
import { ProgrammeId } from '../kernel/ids.ts';

export const AreaDesks = DeskChanged.data.extend({ programmeId: ProgrammeId });
export type AreaDesks = z.infer<typeof AreaDesks>;
