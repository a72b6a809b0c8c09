import type { CorrectionLink, DeskCorrection } from '../../../shared/directory/desk-correction.ts';
import { deskCorrectionMoves } from '../../../shared/directory/desk-correction.ts';
import type { DeskCorrectionRepository } from '../../../shared/directory/desk-correction-repository.ts';
import type { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import type { ChangeRecord, Fact } from '../../../shared/kernel/change.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';

/** Corrections and entries of one programme. */
export function inMemoryDirectory(entries: readonly OrganisationDesks[] = []) {
  const desks = new Map<string, OrganisationDesks>(entries.map((entry) => [entry.organisationId, entry]));
  const known = new Map<string, DeskCorrection>();
  const links: CorrectionLink[] = [];
  const events: Fact[] = [];
  const note = ({ events: told }: ChangeRecord) => {
    events.push(...told);
    return 'saved' as const;
  };
  const corrections: DeskCorrectionRepository = {
    findLink: async (digest) => links.find(({ linkDigest }) => linkDigest === digest),
    async addLink(link, notAfter, record) {
      const last = links.filter(({ organisationId }) => organisationId === link.organisationId).at(-1);
      if (last !== undefined && last.issuedAt > notAfter) return 'changed-meanwhile';
      links.push(link);
      return note(record);
    },
    find: async (_, organisationId) => known.get(organisationId),
    list: async () => [...known.values()].toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1)),
    async add(correction, record) {
      if (known.get(correction.organisationId)?.status === 'requested') return 'changed-meanwhile';
      known.set(correction.organisationId, correction);
      return note(record);
    },
    async move(correction, entry, record) {
      const before = known.get(correction.organisationId);
      if (before === undefined || before.version !== correction.version - 1) return 'changed-meanwhile';
      if (!mayMove(deskCorrectionMoves, before.status, correction.status)) return 'changed-meanwhile';
      if (entry !== undefined && (desks.get(entry.organisationId)?.version ?? 0) !== entry.version - 1)
        return 'changed-meanwhile';
      known.set(correction.organisationId, correction);
      if (entry !== undefined) desks.set(entry.organisationId, entry);
      return note(record);
    },
  };
  return {
    ...{ corrections, links, events },
    desks: { find: async (_: unknown, organisationId: string) => desks.get(organisationId) },
    entry: (organisationId: string) => desks.get(organisationId),
    get correction() {
      return [...known.values()].at(-1);
    },
  };
}
