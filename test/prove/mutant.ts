/** One planted mistake: what a file would say with it. */
export interface Mutant {
  /** Below the root, with slashes. */
  readonly file: string;
  readonly mistake: string;
  readonly source: string;
}
