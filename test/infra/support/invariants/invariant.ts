import type { Cloud } from '../cloud.ts';

/** A rule over all templates, and the names of what breaks it. */
export interface Invariant {
  readonly rule: string;
  readonly broken: (cloud: Cloud) => readonly string[];
}
