/**
 * Where the bytes of objects lie: immutable files, written to a temporary name, forced to the disk and then renamed.
 * An object is a list of segments of such files, so that completing a multipart upload and copying move no bytes.
 * What no row refers to is removed: at once when the last reference goes, and at start what a kill left behind.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { SegmentTable } from './segment-table.ts';

const readBytes = 256 * 1024;

/** A stretch of one file, in bytes. */
export interface Segment {
  readonly file: string;
  readonly start: number;
  readonly length: number;
}

/** Inclusive on both ends, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ContentFolder {
  /** Stores the bytes durably; they vanish at the next start unless a row refers to them. */
  write(source: AsyncIterable<Buffer>): Promise<readonly Segment[]>;
  /** Stays readable to its end, whatever is deleted meanwhile. */
  read(segments: readonly Segment[], range?: ByteRange): Readable;
  /** Removes those files that no row refers to any more, once nobody reads them. */
  release(segments: readonly Segment[]): Promise<void>;
  /** Keeps the files while `work` runs. */
  holding<T>(segments: readonly Segment[], work: () => Promise<T>): Promise<T>;
}

export function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { length }) => sum + length, 0);
}

/** The segments that make up a range of the content. */
export function slice(segments: readonly Segment[], { start, end }: ByteRange): readonly Segment[] {
  const result: Segment[] = [];
  let offset = 0;
  for (const segment of segments) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end + 1 - offset, segment.length);
    if (from < to) result.push({ file: segment.file, start: segment.start + from, length: to - from });
    offset += segment.length;
  }
  return result;
}

async function writeAll(handle: FileHandle, source: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  for await (const chunk of source) {
    for (let done = 0; done < chunk.length; ) {
      done += (await handle.write(chunk, done, chunk.length - done)).bytesWritten;
    }
    size += chunk.length;
  }
  return size;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function openContentFolder(folder: string, table: SegmentTable): ContentFolder {
  const incoming = join(folder, 'incoming');
  const content = join(folder, 'content');
  const pathOf = (file: string) => join(content, file);
  const holders = new Map<string, number>();
  const releasable = new Set<string>();

  function cleanUp(): void {
    rmSync(incoming, { recursive: true, force: true });
    mkdirSync(incoming, { recursive: true });
    mkdirSync(content, { recursive: true });
    const known = table.files();
    for (const file of readdirSync(content)) if (!known.has(file)) rmSync(pathOf(file));
  }

  async function removeUnused(file: string): Promise<void> {
    if (table.refersTo(file)) releasable.delete(file);
    else if (holders.has(file)) releasable.add(file);
    else {
      releasable.delete(file);
      await rm(pathOf(file), { force: true });
    }
  }

  function hold(files: ReadonlySet<string>): () => Promise<void> {
    for (const file of files) holders.set(file, (holders.get(file) ?? 0) + 1);
    return async () => {
      for (const file of files) {
        const left = (holders.get(file) ?? 1) - 1;
        if (left > 0) holders.set(file, left);
        else holders.delete(file);
        if (left === 0 && releasable.has(file)) await removeUnused(file);
      }
    };
  }

  const filesOf = (segments: readonly Segment[]) => new Set(segments.map(({ file }) => file));

  async function write(source: AsyncIterable<Buffer>): Promise<readonly Segment[]> {
    const file = randomUUID();
    const temporary = join(incoming, file);
    try {
      const handle = await open(temporary, 'wx');
      let size: number;
      try {
        size = await writeAll(handle, source);
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (size === 0) {
        await rm(temporary);
        return [];
      }
      await rename(temporary, pathOf(file));
      await syncFolder(content);
      return [{ file, start: 0, length: size }];
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function* chunks(segments: readonly Segment[]): AsyncGenerator<Buffer> {
    for (const { file, start, length } of segments) {
      yield* createReadStream(pathOf(file), { start, end: start + length - 1, highWaterMark: readBytes });
    }
  }

  function read(segments: readonly Segment[], range?: ByteRange): Readable {
    const wanted = range ? slice(segments, range) : segments;
    const letGo = hold(filesOf(wanted));
    const body = Readable.from(chunks(wanted), { objectMode: false, highWaterMark: readBytes });
    // A file that cannot be removed now is removed at the next start.
    body.once('close', () => void letGo().catch(() => undefined));
    return body;
  }

  async function holding<T>(segments: readonly Segment[], work: () => Promise<T>): Promise<T> {
    const letGo = hold(filesOf(segments));
    try {
      return await work();
    } finally {
      await letGo();
    }
  }

  cleanUp();
  return {
    write,
    read,
    holding,
    async release(segments) {
      for (const file of filesOf(segments)) await removeUnused(file);
    },
  };
}
