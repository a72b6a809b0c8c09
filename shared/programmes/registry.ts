/** Every programme that the system runs. Adding one means a folder beside this file and one line here. */
import { lifelongActive2023 } from './lifelong-active-2023/definition.ts';
import type { ProgrammeDefinition, SurveyTemplate } from './programme-definition.ts';
import { singleParent2024 } from './single-parent-2024/definition.ts';
import { womensNetwork2021 } from './womens-network-2021/definition.ts';
import { womensSupport2026 } from './womens-support-2026/definition.ts';
import { youngCarersChiba2026 } from './young-carers-chiba-2026/definition.ts';

export const programmes: readonly ProgrammeDefinition[] = [
  womensSupport2026,
  singleParent2024,
  lifelongActive2023,
  youngCarersChiba2026,
  womensNetwork2021,
];

/** The programme with that id, however the id came: it is looked up, not trusted. */
export function findProgramme(id: string): ProgrammeDefinition | undefined {
  return programmes.find(({ identity }) => identity.id === id);
}

/** Whether any survey of the programme asks 全国団体, so that its contact list may name them. */
export function asksNationalOrganisations(programmeId: string): boolean {
  const surveys = findProgramme(programmeId)?.surveys ?? [];
  return surveys.some(({ recipients }) => recipients.includes('national-organisations'));
}

/** The survey of a programme by its form; a response keeps asking for the version that it answered. */
export function findSurvey(
  programme: ProgrammeDefinition,
  formId: string,
  formVersion: number,
): SurveyTemplate | undefined {
  return programme.surveys.find(({ form }) => form.id === formId && form.version === formVersion);
}
