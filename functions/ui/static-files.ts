/**
 * What browsers fetch beside the pages: style sheets, scripts, the icon. Each stands under a path that carries the
 * digest of its bytes, so it may be kept for ever (`Cache-Control: public, max-age=31536000, immutable`).
 * The two values are put in when the code is bundled (infra/static-files.ts).
 */
export type StyleName = 'app.css' | 'portal.css';
export type ScriptName =
  | 'autosave.js'
  | 'conditions.js'
  | 'copy-hours.js'
  | 'quick-exit.js'
  | 'submit-once.js'
  | 'upload.js';
export type StaticName = StyleName | ScriptName | 'icon.svg';

export interface StaticFile {
  readonly name: StaticName;
  /** `/static/<digest>.<ending>` */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** The first 32 hexadecimal digits of the SHA-256 of the body. */
  readonly digest: string;
}

declare const MIKATA_STATIC_PATHS: Readonly<Record<StaticName, string>>;
declare const MIKATA_STATIC_FILES: readonly StaticFile[];

export const staticFiles: readonly StaticFile[] = MIKATA_STATIC_FILES;

export function staticPath(name: StaticName): string {
  return MIKATA_STATIC_PATHS[name];
}
