/**
 * The shape of everything that happens: a named fact of the past, with the programme it belongs to and data that
 * holds no personal data (no names, no addresses, no answers that are not public).
 */
import * as z from 'zod';
import type { Fact } from '../shared/kernel/change.ts';
import { EventId, ProgrammeId } from '../shared/kernel/ids.ts';
import { Instant } from '../shared/kernel/time.ts';

export interface EventContract<Type extends string, Data extends z.ZodType> {
  readonly type: Type;
  /** Who says it; the event bus sees `mikata.<context>`. */
  readonly context: string;
  readonly data: Data;
  readonly envelope: z.ZodObject<{
    id: typeof EventId;
    type: z.ZodLiteral<Type>;
    programmeId: typeof ProgrammeId;
    occurredAt: typeof Instant;
    data: Data;
  }>;
  readonly example: z.input<Data>;
}

export function defineEvent<const Type extends `${string}.v${number}`, Data extends z.ZodType>(contract: {
  readonly type: Type;
  readonly context: string;
  readonly data: Data;
  readonly example: z.input<NoInfer<Data>>;
}): EventContract<Type, Data> {
  return {
    ...contract,
    envelope: z.object({
      id: EventId,
      type: z.literal(contract.type),
      programmeId: ProgrammeId,
      occurredAt: Instant,
      data: contract.data,
    }),
  };
}

/** A fact as a use case names it; the id is given when it is written. */
export function happened<Type extends string, Data extends z.ZodType>(
  contract: EventContract<Type, Data>,
  data: z.input<Data>,
): Fact {
  return { type: contract.type, context: contract.context, data: contract.data.parse(data) };
}
