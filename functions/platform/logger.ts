/**
 * Log lines for operators: JSON, and only fields of this list, so that no answer, address, name or token can slip
 * into a log (SECURITY D11).
 */
export interface LogFields {
  readonly requestId?: string;
  readonly method?: string;
  /** The route's template, e.g. `/s/{token}`; never the path itself, which may hold a token. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly programmeId?: string;
  readonly accountId?: string;
  readonly eventType?: string;
  readonly eventId?: string;
  readonly count?: number;
  readonly error?: { readonly name: string; readonly message: string; readonly stack?: string };
}

export type Log = (level: 'INFO' | 'WARN' | 'ERROR', message: string, fields?: LogFields) => void;

export const log: Log = (level, message, fields = {}) => {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), message, ...fields })}\n`);
};

/** What may be said of a fault. Messages of parsers quote what they read, so only their name is kept. */
export function describeFault(fault: unknown): NonNullable<LogFields['error']> {
  if (!(fault instanceof Error)) return { name: 'UnknownFault', message: typeof fault };
  const message = quoting.has(fault.name) ? 'data of an unexpected shape' : fault.message;
  return {
    name: fault.name,
    message,
    ...(fault.stack === undefined ? {} : { stack: stackWithoutMessage(fault.stack) }),
  };
}

const quoting: ReadonlySet<string> = new Set(['ZodError', '$ZodError', 'SyntaxError']);

function stackWithoutMessage(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}
