/** A sheet as rows of cells, whatever file it came from; the libraries behind it are known here alone. */

export interface SheetCell {
  /** As shown, but numbers without grouping: 11002. */
  readonly text: string;
  /** `merged` also for the cells that a merged one covers. */
  readonly kind: 'text' | 'number' | 'formula' | 'merged';
}

/** In the file's order from its first row on, blank rows included, so that a row's number is the one that people see. */
export type SheetRows = readonly (readonly SheetCell[])[];

/** Why a file gives no rows: broken or no such file, locked by a password, too much inside, no known character set or EUC-JP, a quotation mark that never ends. */
export type UnreadableSheet = 'not-readable' | 'encrypted' | 'too-large-inside' | 'encoding' | 'euc-jp' | 'open-quote';

export type ReadSheet =
  | { readonly ok: true; readonly rows: SheetRows }
  | { readonly ok: false; readonly reason: UnreadableSheet };

export type ReadBook =
  | { readonly ok: true; readonly sheets: readonly { readonly name: string; readonly rows: SheetRows }[] }
  | { readonly ok: false; readonly reason: UnreadableSheet };
