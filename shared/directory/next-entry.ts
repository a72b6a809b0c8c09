/** The entry of an organisation that follows on the one before: desks keep their ids, ended ones are remembered. */
import type { PublicDesk, RetiredDesk } from '../../events/response-accepted.v1.ts';
import type { OrganisationId, ProgrammeId } from '../kernel/ids.ts';
import type { JstDate } from '../kernel/time.ts';
import { identifyDesks } from './desk-identity.ts';
import {
  type DesksSource,
  type EndedDesk,
  mostEndedDesks,
  normalisedDesk,
  type OrganisationDesks,
} from './organisation-desks.ts';

export interface StatedDesks {
  readonly programmeId: ProgrammeId;
  readonly organisationId: OrganisationId;
  readonly confirmedOn: JstDate;
  readonly desks: readonly PublicDesk[];
  readonly retired: readonly RetiredDesk[];
  readonly source: DesksSource;
}

export function nextEntry(before: OrganisationDesks | undefined, stated: StatedDesks): OrganisationDesks {
  const { organisationId, desks, retired, ...rest } = stated;
  const endedBefore = before?.retired ?? [];
  const known = [...(before?.desks ?? []), ...endedBefore.flatMap(identified)];
  const last = before?.lastDeskNumber ?? Math.max(0, ...known.map(({ deskId }) => numberOf(deskId)));
  const { ids, lastNumber } = identifyDesks(organisationId, desks, known, last);
  const current = desks.flatMap((desk, place) => {
    const deskId = ids[place];
    return deskId === undefined ? [] : [normalisedDesk({ ...desk, deskId })];
  });
  const ended = endedNow(retired, known, ids);
  const remembered = [...ended, ...endedBefore.filter((each) => !isAmong(each, ended) && !isOpen(each, ids))];
  return {
    ...rest,
    organisationId,
    version: (before?.version ?? 0) + 1,
    desks: current,
    ...(remembered.length === 0 ? {} : { retired: remembered.slice(0, mostEndedDesks) }),
    lastDeskNumber: lastNumber,
  };
}

function identified(desk: EndedDesk) {
  return desk.deskId === undefined ? [] : [{ ...desk, deskId: desk.deskId }];
}

function endedNow(
  retired: readonly RetiredDesk[],
  known: readonly Pick<EndedDesk, 'name' | 'deskId'>[],
  open: readonly string[],
): readonly EndedDesk[] {
  return retired.map((desk) => {
    const same = known.find((each) => each.name === desk.name && !isOpen(each, open));
    return { ...desk, ...(same?.deskId === undefined ? {} : { deskId: same.deskId }) };
  });
}

function isAmong(desk: EndedDesk, others: readonly EndedDesk[]): boolean {
  return others.some(({ name, deskId }) => (deskId === undefined ? name === desk.name : deskId === desk.deskId));
}

function isOpen({ deskId }: EndedDesk, open: readonly string[]): boolean {
  return deskId !== undefined && open.includes(deskId);
}

function numberOf(deskId: string): number {
  const number = Number(/-(\d{1,6})$/.exec(deskId)?.[1]);
  return Number.isInteger(number) ? number : 0;
}
