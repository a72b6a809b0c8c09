import type { OrganisationId } from '../kernel/ids.ts';

/** Stands where the two digits of a prefecture would, for national organisations (全国団体). */
export const nationalDigits = '00';

/** The first two digits of a code: its prefecture, 01 to 47. National organisations stand apart. */
export function prefectureDigits(organisationId: OrganisationId): string {
  return /^\d{6}$/.test(organisationId) ? organisationId.slice(0, 2) : nationalDigits;
}
