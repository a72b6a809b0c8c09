/** The `multipart/form-data` of a browser's POST: the fields before the file, then the file as a stream. */
import type { Readable } from 'node:stream';
import { createByteReader } from './byte-reader.ts';
import { S3Refusal } from './s3-refusal.ts';

/** All fields together. @source Amazon S3 API Reference, "POST Object" */
const largestFields = 20 * 1024;
const longestHeaderLine = 4 * 1024;

export interface PostForm {
  /** Lower-case names. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** The media type that the browser gave the file. */
  readonly fileType: string | undefined;
  readonly file: AsyncIterable<Buffer>;
}

interface PartHead {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly type: string | undefined;
}

function boundaryOf(contentType: string): string {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (!boundary) throw new S3Refusal('MalformedPOSTRequest');
  return boundary;
}

function unquote(text: string | undefined): string | undefined {
  return text?.replaceAll('%22', '"').replaceAll(/%0[DdAa]/g, ' ');
}

function readHead(lines: readonly string[]): PartHead {
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? '';
  const name = unquote(/;\s*name="([^"]*)"/i.exec(disposition)?.[1]);
  if (name === undefined) throw new S3Refusal('MalformedPOSTRequest');
  const fileName = unquote(/;\s*filename="([^"]*)"/i.exec(disposition)?.[1]);
  const type = lines
    .map((line) => /^content-type:\s*(.+)$/i.exec(line)?.[1]?.trim())
    .find((found) => found !== undefined);
  return { name, fileName, type };
}

/** Reads up to the `file` field. Refuses MalformedPOSTRequest; what follows the file is not read. */
export async function readPostForm(body: Readable, contentType: string): Promise<PostForm> {
  const boundary = boundaryOf(contentType);
  const reader = createByteReader(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if ((await reader.line(longestHeaderLine)) !== `--${boundary}`) throw new S3Refusal('MalformedPOSTRequest');
  const fields = new Map<string, string>();
  let size = 0;
  for (;;) {
    const lines: string[] = [];
    for (let line = await reader.line(longestHeaderLine); line !== ''; line = await reader.line(longestHeaderLine)) {
      lines.push(line);
    }
    const { name, fileName, type } = readHead(lines);
    if (name.toLowerCase() === 'file') {
      return { fields, fileName: fileName ?? '', fileType: type, file: reader.until(delimiter) };
    }
    const pieces: Buffer[] = [];
    for await (const piece of reader.until(delimiter)) {
      size += piece.length;
      if (size > largestFields)
        throw new S3Refusal('MalformedPOSTRequest', 'The fields before the file exceed the maximum allowed size');
      pieces.push(piece);
    }
    fields.set(name.toLowerCase(), Buffer.concat(pieces).toString('utf8'));
    if ((await reader.line(longestHeaderLine)) !== '') {
      throw new S3Refusal('InvalidArgument', 'POST requires exactly one file upload per request.');
    }
  }
}
