/**
 * Codes of national organisations (全国団体). No list of the state numbers them: the body takes the next free code for
 * each organisation that the ministry names, and an organisation keeps its code for good.
 */
import { NationalOrganisationId, type OrganisationId } from '../kernel/ids.ts';

/** The code with that number: 1 is N00019. */
export function nationalOrganisationCode(number: number): NationalOrganisationId {
  const stem = `N${String(number).padStart(4, '0')}`;
  const whole = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`);
  return NationalOrganisationId.parse(whole.find((code) => NationalOrganisationId.safeParse(code).success));
}

export function isNational(organisationId: OrganisationId): boolean {
  return organisationId.startsWith('N');
}
