/** Rounds and invitations in memory, with the same conditions as the tables. One object stands for one table. */
import type { AddressDeposit } from '../../../shared/kernel/address-deposit.ts';
import type { ChangeRecord, Saved } from '../../../shared/kernel/change.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';
import { addMs, type Instant } from '../../../shared/kernel/time.ts';
import type { CollationRepository, ResponseArchive } from '../../../shared/surveys/collation-repository.ts';
import type { CollationRequest } from '../../../shared/surveys/collation-request.ts';
import { type Delegation, delegationMoves } from '../../../shared/surveys/delegation.ts';
import type { DelegationRepository } from '../../../shared/surveys/delegation-repository.ts';
import type { Delivery, DeliveryRepository } from '../../../shared/surveys/delivery.ts';
import type { FormUpgradeRepository } from '../../../shared/surveys/form-upgrade-repository.ts';
import type { HandOverRepository } from '../../../shared/surveys/hand-over-repository.ts';
import {
  type Invitation,
  type InvitationKey,
  invitationMoves,
  isAnswerable,
} from '../../../shared/surveys/invitation.ts';
import type { CodeAttempts, DraftSave, InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import type { KnownAnswers } from '../../../shared/surveys/known-answers.ts';
import type { KnownAnswersRepository } from '../../../shared/surveys/known-answers-repository.ts';
import { delegateEntryOf, type LinkEntry, linkEntryOf } from '../../../shared/surveys/link-entry.ts';
import { overlaid } from '../../../shared/surveys/merge-drafts.ts';
import type { PreNoticeDelivery, PreNoticeRepository } from '../../../shared/surveys/pre-notice-delivery.ts';
import type { ReminderRepository } from '../../../shared/surveys/reminder-repository.ts';
import type { Response } from '../../../shared/surveys/response.ts';
import { type Round, remindedFrom, roundMoves } from '../../../shared/surveys/round.ts';
import type { ContactsMark, RoundRepository } from '../../../shared/surveys/round-repository.ts';
import type { SavedDraft } from '../../../shared/surveys/saved-draft.ts';

export class InMemorySurveys {
  /** Every change that was saved, in order: its events and audit row are what the tests look at. */
  readonly records: ChangeRecord[] = [];
  /** What was laid down with the owner of addresses. */
  readonly deposits: AddressDeposit[] = [];
  readonly #rounds = new Map<string, Round>();
  readonly #contacts = new Map<string, ContactsMark>();
  readonly #invitations = new Map<string, Invitation>();
  readonly #drafts = new Map<string, SavedDraft>();
  readonly #responses = new Map<string, readonly Response[]>();
  readonly #links = new Map<string, LinkEntry>();
  readonly #codes = new Map<string, LinkEntry>();
  readonly #delegations = new Map<string, readonly Delegation[]>();
  readonly #deliveries = new Map<string, Delivery>();
  readonly #preNotices = new Map<string, PreNoticeDelivery>();
  readonly #collations = new Map<string, CollationRequest>();
  readonly #known = new Map<string, KnownAnswers>();
  readonly #copies = new Map<string, KnownAnswers>();
  readonly #recognised = new Set<string>();

  readonly rounds: RoundRepository = {
    find: async (programmeId, roundId) => this.#rounds.get(`${programmeId}#${roundId}`),
    list: async (programmeId) =>
      [...this.#rounds.values()]
        .filter((round) => round.programmeId === programmeId)
        .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1)),
    add: async (round, record) =>
      this.#save(record, !this.#rounds.has(idOf(round)), () => this.#rounds.set(idOf(round), round)),
    replace: async (round, record) =>
      this.#save(record, this.#roundLeadsTo(round), () => this.#rounds.set(idOf(round), round)),
    issue: async (round, invitations, record) => {
      const areNew = invitations.every((each) => !this.#invitations.has(keyText(each)));
      return this.#save(record, this.#roundLeadsTo(round) && areNew, () => {
        this.#rounds.set(idOf(round), round);
        for (const invitation of invitations) this.#put(invitation);
      });
    },
    withReminderDueBy: async (now) =>
      this.#reminders()
        .filter(({ at }) => at <= now)
        .map(({ round }) => round),
    findContacts: async (programmeId) => this.#contacts.get(programmeId),
    markContacts: async (mark, record) => {
      const known = this.#contacts.get(mark.programmeId);
      const isNewer = known === undefined || known.importedAt < mark.importedAt;
      const saved = this.#save(record, isNewer, () => this.#contacts.set(mark.programmeId, mark));
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
  };

  readonly invitations: InvitationRepository = {
    open: async (key) => {
      const invitation = this.#invitations.get(keyText(key));
      if (invitation === undefined) return undefined;
      const draft = this.#drafts.get(keyText(key));
      const response = this.#responses.get(keyText(key))?.at(-1);
      const known = this.#copies.get(keyText(key));
      const delegations = this.#delegations.get(keyText(key));
      return {
        ...{ invitation, ...(draft && { draft }), ...(response && { response }) },
        ...{ ...(known && { known }), ...(delegations && { delegations }) },
      };
    },
    invitationsOf: async (programmeId, organisationId, rounds) =>
      rounds.flatMap((roundId) => this.#invitations.get(keyText({ programmeId, roundId, organisationId })) ?? []),
    findByLink: async (digest) => {
      const delegation = [...this.#delegations.values()].flat().find(({ linkDigest }) => linkDigest === digest);
      const invitation = delegation && this.#invitations.get(keyText(delegation));
      return delegation && invitation ? delegateEntryOf(invitation, delegation) : this.#links.get(digest);
    },
    findByCode: async (digest) => this.#codes.get(digest),
    saveDraft: async (save, record) => {
      const invitation = this.#invitations.get(keyText(save.key));
      return this.#save(record, this.#takesDraft(invitation, save), () => {
        this.#drafts.set(keyText(save.key), this.#drafted(save));
        if (save.draft.version > 1 || invitation === undefined) return;
        const { draft } = save;
        const version = invitation.version + 1;
        this.#invitations.set(keyText(save.key), {
          ...invitation,
          status: 'drafting',
          draftedAt: draft.savedAt,
          version,
        });
      });
    },
    accept: async (invitation, known, record) =>
      this.#save(record, this.#leadsTo(invitation), () => {
        this.#put(invitation);
        this.#known.set(knownText(known), known);
      }),
    replace: async (invitation, record) => this.#save(record, this.#leadsTo(invitation), () => this.#put(invitation)),
    amend: async (invitation, record) => this.#save(record, this.#staysAt(invitation), () => this.#put(invitation)),
    submit: async (invitation, response, draftVersion, record) => {
      const key = keyText(invitation);
      const holds = this.#leadsTo(invitation) && this.#drafts.get(key)?.version === draftVersion;
      return this.#save(record, holds, () => {
        this.#put(invitation);
        this.#responses.set(key, [...(this.#responses.get(key) ?? []), response]);
      });
    },
    supplement: async (invitation, response, draft, record) => {
      const key = keyText(invitation);
      const stored = this.#invitations.get(key);
      const isNext = stored?.version === invitation.version - 1 && stored.status === invitation.status;
      const holds = isNext && this.#drafts.get(key)?.version === draft.version - 1;
      return this.#save(record, holds, () => {
        this.#put(invitation);
        this.#drafts.set(key, draft);
        this.#responses.set(key, [...(this.#responses.get(key) ?? []), response]);
      });
    },
    relink: async (invitation, before, record) => {
      return this.#save(record, this.#staysAt(invitation), () => {
        this.#put(invitation);
        for (const digest of before.linkDigests) this.#links.set(digest, linkEntryOf(before, true));
        this.#codes.set(before.codeDigest, linkEntryOf(before, true));
      });
    },
    list: async (programmeId, roundId, statuses) =>
      [...this.#invitations.values()]
        .filter((each) => each.programmeId === programmeId && each.roundId === roundId)
        .filter((each) => statuses === undefined || statuses.includes(each.status))
        .sort((one, other) => (sortOf(one) < sortOf(other) ? -1 : 1)),
    responsesOf: async (key) => this.#responses.get(keyText(key)) ?? [],
  };

  readonly knownAnswers: KnownAnswersRepository = {
    of: async (programme, formId, organisations) =>
      organisations.flatMap(
        (organisationId) => this.#known.get(knownText({ programmeId: programme, organisationId, formId })) ?? [],
      ),
    copyInto: async (roundId, known, record) =>
      this.#save(record, true, () => {
        for (const each of known) this.#copies.set(keyText({ ...each, roundId }), each);
      }),
    correct: async (corrected, copies, record) => {
      const isAsBefore = corrected.every(({ before }) => {
        const stored = this.#known.get(knownText(before));
        const { roundId, confirmedOn, directoryVersion } = before;
        return (
          stored?.roundId === roundId &&
          stored.confirmedOn === confirmedOn &&
          stored.directoryVersion === directoryVersion
        );
      });
      return this.#save(record, isAsBefore, () => {
        for (const { after } of corrected) this.#known.set(knownText(after), after);
        for (const { roundId, known } of copies) this.#copies.set(keyText({ ...known, roundId }), known);
      });
    },
  };

  readonly deliveries: DeliveryRepository = {
    note: async (delivery, record) => {
      const known = this.#deliveries.get(keyText(delivery));
      const order = ({ linkGeneration, version }: Delivery) => linkGeneration * 1_000_000 + version;
      const isNewer = known === undefined || order(known) < order(delivery);
      const saved = this.#save(record, isNewer, () => this.#deliveries.set(keyText(delivery), delivery));
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
    ofRound: async (programmeId, roundId) =>
      [...this.#deliveries.values()]
        .filter((each) => each.programmeId === programmeId && each.roundId === roundId)
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
  };

  readonly preNotices: PreNoticeRepository = {
    note: async (delivery, record) => {
      const known = this.#preNotices.get(keyText(delivery));
      const isNewer = known === undefined || known.version < delivery.version;
      const saved = this.#save(record, isNewer, () => this.#preNotices.set(keyText(delivery), delivery));
      return saved === 'changed-meanwhile' ? 'saved' : saved;
    },
    ofRound: async (programmeId, roundId) =>
      [...this.#preNotices.values()]
        .filter((each) => each.programmeId === programmeId && each.roundId === roundId)
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
  };

  readonly delegations: DelegationRepository = {
    add: async ({ delegation, deposit, byLink, today }, record) => {
      const key = keyText(delegation);
      const invitation = this.#invitations.get(key);
      const others = this.#delegations.get(key) ?? [];
      const isOpen = invitation && invitation.opensOn <= today && today <= invitation.closesOn;
      const holds = isOpen && isAnswerable(invitation) && invitation.linkDigests.includes(byLink);
      const isNew = others.every(({ number }) => number !== delegation.number);
      return this.#save(record, holds === true && isNew, () => {
        this.#delegations.set(key, [...others, delegation]);
        this.deposits.push(deposit);
        if (invitation) this.#put({ ...invitation, attendedAt: delegation.delegatedAt });
      });
    },
    noteMail: async (noted, record) => {
      const key = keyText(noted);
      const others = this.#delegations.get(key) ?? [];
      const stored = others.find(({ number }) => number === noted.number);
      return this.#save(record, stored?.status === 'active', () =>
        this.#delegations.set(
          key,
          others.map((each) => (each.number === noted.number ? noted : each)),
        ),
      );
    },
    end: async (ended, byLink, record) => {
      const key = keyText(ended);
      const others = this.#delegations.get(key) ?? [];
      const stored = others.find(({ number }) => number === ended.number);
      const mayEnd = stored !== undefined && mayMove(delegationMoves, stored.status, ended.status);
      const opens = byLink === undefined || this.#invitations.get(key)?.linkDigests.includes(byLink) === true;
      return this.#save(record, mayEnd && opens, () =>
        this.#delegations.set(
          key,
          others.map((each) => (each.number === ended.number ? ended : each)),
        ),
      );
    },
  };

  readonly handOvers: HandOverRepository = {
    handOver: async (next, before, deposit, record) => {
      const saved = await this.invitations.relink(next, before, record);
      if (saved === 'saved') this.deposits.push(deposit);
      return saved;
    },
  };

  readonly upgrades: FormUpgradeRepository = {
    invitationsOf: async (round, organisations) =>
      organisations.flatMap((organisationId) => this.#invitations.get(keyText({ ...round, organisationId })) ?? []),
    move: async (invitations, record) => {
      const holds = invitations.every((each) => {
        const stored = this.#invitations.get(keyText(each));
        return stored?.version === each.version - 1 && stored.status === each.status;
      });
      return this.#save(record, holds, () => {
        for (const each of invitations) this.#put(each);
      });
    },
  };

  readonly reminders: ReminderRepository = {
    mark: async (reminded, record) => {
      const holds = reminded.every((each) => {
        const stored = this.#invitations.get(keyText(each));
        if (stored === undefined || !isAnswerable(stored)) return false;
        const isSame = stored.linkGeneration === each.linkGeneration && stored.dueOn === each.dueOn;
        return isSame && (stored.lastReminder?.step ?? 0) < each.lastReminder.step;
      });
      return this.#save(record, holds, () => {
        for (const each of reminded) {
          const stored = this.#invitations.get(keyText(each));
          if (stored !== undefined) this.#put({ ...stored, lastReminder: each.lastReminder });
        }
      });
    },
  };

  readonly collations: CollationRepository = {
    add: async (collation, record) =>
      this.#save(record, !this.#collations.has(collation.collationId), () =>
        this.#collations.set(collation.collationId, collation),
      ),
    find: async (programmeId, roundId, collationId) => {
      const found = this.#collations.get(collationId);
      return found?.programmeId === programmeId && found.roundId === roundId ? found : undefined;
    },
    latest: async (programmeId, roundId) =>
      [...this.#collations.values()]
        .filter((each) => each.programmeId === programmeId && each.roundId === roundId)
        .sort((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1))
        .slice(0, 10),
    finish: async (collation, record) =>
      this.#save(record, this.#collations.get(collation.collationId)?.status === 'requested', () =>
        this.#collations.set(collation.collationId, collation),
      ),
  };

  readonly archive: ResponseArchive = {
    latestOf: async (invitations) =>
      invitations.flatMap(
        (each) => this.#responses.get(keyText(each))?.find(({ number }) => number === each.responses) ?? [],
      ),
  };

  #save(record: ChangeRecord, holds: boolean, write: () => void): Saved {
    const { heard, command, programmeId } = record.cause;
    const recognition =
      heard !== undefined
        ? `heard#${heard.subscriber}#${heard.eventId}`
        : command && `command#${programmeId}#${command.caller}#${command.operation}#${command.key}`;
    if (recognition !== undefined && this.#recognised.has(recognition)) {
      return heard === undefined ? 'changed-meanwhile' : 'heard-before';
    }
    if (!holds) return 'changed-meanwhile';
    if (recognition !== undefined) this.#recognised.add(recognition);
    write();
    this.records.push(record);
    return 'saved';
  }

  #put(invitation: Invitation): void {
    this.#invitations.set(keyText(invitation), invitation);
    for (const digest of invitation.linkDigests) this.#links.set(digest, linkEntryOf(invitation));
    this.#codes.set(invitation.codeDigest, linkEntryOf(invitation));
  }

  #leadsTo(invitation: Invitation): boolean {
    const stored = this.#invitations.get(keyText(invitation));
    return (
      stored !== undefined &&
      stored.version === invitation.version - 1 &&
      mayMove(invitationMoves, stored.status, invitation.status)
    );
  }

  #staysAt(invitation: Invitation): boolean {
    const stored = this.#invitations.get(keyText(invitation));
    return stored?.version === invitation.version - 1 && stored.status === invitation.status;
  }

  #roundLeadsTo(round: Round): boolean {
    const stored = this.#rounds.get(idOf(round));
    if (stored === undefined || stored.version !== round.version - 1) return false;
    return stored.status === round.status || mayMove(roundMoves, stored.status, round.status);
  }

  #drafted({ key, draft, onlyFields }: DraftSave): SavedDraft {
    const stored = this.#drafts.get(keyText(key));
    if (onlyFields === undefined || stored === undefined) return draft;
    const answers = overlaid(stored.answers, draft.answers, onlyFields);
    const told = {
      changes: { ...stored.changes, ...draft.changes },
      confirmed: { ...stored.confirmed, ...draft.confirmed },
    };
    return { ...stored, answers, ...told, ...pick(draft) };
  }

  #takesDraft(invitation: Invitation | undefined, save: DraftSave): boolean {
    const { draft, key, today } = save;
    if (invitation === undefined) return false;
    const { opensOn, closesOn, formId, formVersion, status } = invitation;
    const isForm = formId === draft.formId && formVersion === draft.formVersion;
    const isInTime = opensOn <= today && today <= closesOn;
    const takes = draft.version === 1 ? status === 'invited' : status === 'drafting' || status === 'returned';
    const isNext = (this.#drafts.get(keyText(key))?.version ?? 0) === draft.version - 1;
    return this.#opensBy(invitation, save) && isForm && isInTime && takes && isNext;
  }

  #opensBy(invitation: Invitation, { key, linkDigest, delegation }: DraftSave): boolean {
    if (delegation === undefined) return invitation.linkDigests.includes(linkDigest);
    const stored = this.#delegations.get(keyText(key))?.find(({ number }) => number === delegation.number);
    const isAlive = stored?.status === 'active' && stored.linkDigest === linkDigest;
    return isAlive && JSON.stringify(stored.formSections) === JSON.stringify(delegation.formSections);
  }

  #reminders(): readonly { readonly round: Round; readonly at: Instant }[] {
    return [...this.#rounds.values()]
      .flatMap((round) => {
        const at = remindedFrom(round);
        return at === undefined ? [] : [{ round, at }];
      })
      .sort((one, other) => (one.at < other.at ? -1 : 1));
  }
}

export function inMemoryCodeAttempts(): CodeAttempts {
  const runs = new Map<string, { attempts: number; endsAt: Instant }>();
  return {
    async take(code, now) {
      const run = runs.get(code);
      const goesOn = run !== undefined && run.endsAt > now;
      if (goesOn && run.attempts >= 10) return 'locked';
      runs.set(code, { attempts: goesOn ? run.attempts + 1 : 1, endsAt: addMs(now, 15 * 60_000) });
      return 'go-on';
    },
    async clear(code) {
      runs.delete(code);
    },
  };
}

function pick({ version, savedAt }: SavedDraft) {
  return { version, savedAt };
}

function idOf({ programmeId, roundId }: Round): string {
  return `${programmeId}#${roundId}`;
}

function knownText({
  programmeId,
  organisationId,
  formId,
}: Pick<KnownAnswers, 'programmeId' | 'organisationId' | 'formId'>) {
  return `${programmeId}#${organisationId}#${formId}`;
}

function keyText({ programmeId, roundId, organisationId }: InvitationKey): string {
  return `${programmeId}#${roundId}#${organisationId}`;
}

function sortOf({ status, organisationId }: Invitation): string {
  return `${status}#${organisationId}`;
}
