/**
 * What host and function thread say to each other; events and results travel as JSON text, as with Lambda. Types
 * only: both sides are this program, and a schema library loaded in each of many threads would cost their start.
 */

export interface StartMessage {
  readonly codeFolder: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** Milliseconds to add to real time: one signed 64-bit number. */
  readonly clock: SharedArrayBuffer;
}

export interface InvokeMessage {
  readonly invocation: number;
  readonly requestId: string;
  readonly event: string;
  /** Real milliseconds that the invocation may take. */
  readonly budgetMs: number;
}

export type AnswerMessage =
  /** The code is loaded; from now on time counts. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly invocation: number; readonly value: string }
  | { readonly kind: 'error'; readonly invocation: number; readonly type: string; readonly message: string }
  /** The code could not be loaded; nothing this thread is asked will ever work. */
  | { readonly kind: 'broken'; readonly type: string; readonly message: string };
