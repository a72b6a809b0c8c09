/** A contact file after it was read, before it is checked. */

export interface TableCell {
  readonly text: string;
  /** A formula or a merged cell in a column of ours is refused: what it stands for is not certain. */
  readonly kind: 'text' | 'number' | 'formula' | 'merged';
}

/** From the file's first row on, blank rows included: a row's number is the one that people see. */
export type ContactTable = readonly (readonly TableCell[])[];
