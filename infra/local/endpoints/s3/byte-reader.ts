/** Reads lines and counted or delimited stretches from a stream of buffers, without holding more than one chunk. */
import { S3Refusal } from './s3-refusal.ts';

const newline = Buffer.from('\r\n');

export interface ByteReader {
  /** Up to the next CR LF, which is taken too. Refuses IncompleteBody when the stream ends or the line is too long. */
  line(longest: number): Promise<string>;
  /** Exactly so many bytes. */
  take(count: number): AsyncGenerator<Buffer>;
  /** All bytes before the delimiter; the delimiter is taken too. */
  until(delimiter: Buffer): AsyncGenerator<Buffer>;
  isAtEnd(): Promise<boolean>;
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  /** False at the end of the stream. */
  async function more(): Promise<boolean> {
    const next = await iterator.next();
    if (next.done) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  }

  async function need(): Promise<void> {
    if (!(await more())) throw new S3Refusal('IncompleteBody');
  }

  async function line(longest: number): Promise<string> {
    for (;;) {
      const at = held.indexOf(newline);
      if (at > longest || (at < 0 && held.length > longest))
        throw new S3Refusal('IncompleteBody', 'A line is too long');
      if (at >= 0) {
        const text = held.toString('utf8', 0, at);
        held = held.subarray(at + newline.length);
        return text;
      }
      await need();
    }
  }

  async function* take(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (held.length === 0) await need();
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  async function* until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(delimiter);
      const sure = at >= 0 ? at : held.length - delimiter.length + 1;
      const piece = sure > 0 ? held.subarray(0, sure) : undefined;
      if (at >= 0) held = held.subarray(at + delimiter.length);
      else if (piece) held = held.subarray(sure);
      if (piece) yield piece;
      if (at >= 0) return;
      await need();
    }
  }

  async function isAtEnd(): Promise<boolean> {
    while (held.length === 0) if (!(await more())) return true;
    return false;
  }

  return { line, take, until, isAtEnd };
}
