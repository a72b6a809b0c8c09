/**
 * The shape of everything that happens: a named fact of the past, with the programme it belongs to and data that
 * holds no personal data (no names, no addresses, no answers that are not public).
 */
import * as z from 'zod';
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
