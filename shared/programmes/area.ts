import type { OrganisationId } from '../kernel/ids.ts';

/** The first two digits of a code: its prefecture, 01 to 47. National organisations (全国団体) stand under `00`. */
export function prefectureDigits(organisationId: OrganisationId): string {
  return /^\d{6}$/.test(organisationId) ? organisationId.slice(0, 2) : '00';
}
