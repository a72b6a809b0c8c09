import type { CommandFinder } from '../../platform/http/route.ts';
import type { StaffDoor } from '../../platform/http/staff-door.ts';
import type { noticesWiring } from '../wiring.ts';

export type StaffNoticesDeps = Pick<
  ReturnType<typeof noticesWiring>,
  'imports' | 'contacts' | 'notices' | 'facts' | 'digests' | 'modes'
> & {
  readonly door: StaffDoor;
  readonly commands: CommandFinder;
};
