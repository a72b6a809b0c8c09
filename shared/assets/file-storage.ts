export interface Part {
  readonly partNumber: number;
  readonly etag: string;
  /** Base64. */
  readonly sha256: string;
}

/** Where files lie: quarantine, which nobody reads, and the private bucket, which holds what was cleared. */
export interface FileStorage {
  /** Where browsers send parts to, e.g. `https://bucket.s3.ap-northeast-1.amazonaws.com`. */
  uploadOrigin(): Promise<string>;
  putInQuarantine(key: string, bytes: Uint8Array): Promise<void>;
  beginParts(key: string): Promise<{ readonly uploadId: string }>;
  /** A link with which a browser puts one part with exactly this SHA-256 (base64), for 15 minutes. */
  linkForPart(
    key: string,
    uploadId: string,
    part: { readonly partNumber: number; readonly sha256: string },
  ): Promise<string>;
  /** Undefined where the upload is over: put together, or broken off by the storage. */
  partsOf(key: string, uploadId: string): Promise<readonly Part[] | undefined>;
  /** Puts the parts together; again where that has happened already. False where a part does not fit. */
  completeParts(key: string, uploadId: string, parts: readonly Part[]): Promise<boolean>;
  /**
   * Reads what was scanned, and only that: the ETag must still be the same. `changed` where something else lies there
   * now, `gone` where nothing does.
   */
  inspectScanned(key: string, etag: string): Promise<Inspected | 'changed' | 'gone'>;
  /** Copies what was scanned, and only that, to the private bucket. */
  releaseScanned(from: string, to: string, etag: string): Promise<'released' | 'changed' | 'gone'>;
  removeFromQuarantine(key: string): Promise<void>;
}

export interface Inspected {
  /** Of the whole, lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly firstBytes: Uint8Array;
}
