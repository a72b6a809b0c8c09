/** Contacts, imports, notices and facts in memory, with the same conditions as the table. One object is one table. */
import type { AddressDeposit, DepositKey } from '../../../shared/kernel/address-deposit.ts';
import type { ChangeRecord, Saved } from '../../../shared/kernel/change.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';
import type { JstDate } from '../../../shared/kernel/time.ts';
import type { AddressOverride } from '../../../shared/notices/address-override.ts';
import type { Contact, CurrentContacts } from '../../../shared/notices/contact.ts';
import type { ContactBook } from '../../../shared/notices/contact-book.ts';
import { type ContactImport, importMoves } from '../../../shared/notices/contact-import.ts';
import type { ContactImportRepository, FileFindings } from '../../../shared/notices/contact-import-repository.ts';
import type { Correction } from '../../../shared/notices/correction.ts';
import type { DigestHistory, DigestRecord } from '../../../shared/notices/digest.ts';
import type { DigestRecipients, DigestSettings } from '../../../shared/notices/digest-recipients.ts';
import type { MorningReport, MorningReports } from '../../../shared/notices/morning-runs.ts';
import { dueAtOf, type Notice, noticeMoves, noticeStatuses, subjectOf } from '../../../shared/notices/notice.ts';
import type { NoticeGroup, NoticeRepository } from '../../../shared/notices/notice-repository.ts';
import type { AnswerFact, RoundFact, RoundFacts } from '../../../shared/notices/round-facts.ts';
import type { MailMode, MailModes } from '../../../shared/notices/trial.ts';

const pageSize = 100;

export class InMemoryNotices {
  /** Every change that was saved with an audit row, in order. */
  readonly records: ChangeRecord[] = [];
  readonly #imports = new Map<string, ContactImport>();
  readonly #findings = new Map<string, FileFindings>();
  readonly #contacts = new Map<string, Contact>();
  readonly #current = new Map<string, CurrentContacts>();
  readonly #corrections = new Map<string, Correction>();
  readonly #notices = new Map<string, Notice>();
  readonly #rounds = new Map<string, RoundFact>();
  readonly #answers = new Map<string, AnswerFact>();
  readonly #digestRecipients = new Map<string, DigestRecipients>();
  readonly #deposits = new Map<string, AddressDeposit>();
  readonly #digestRecords = new Map<string, DigestRecord>();
  readonly #modes = new Map<string, MailMode>();
  readonly #mornings = new Map<string, MorningReport>();
  readonly #firstLooks = new Map<string, JstDate>();
  readonly #overrides = new Map<string, AddressOverride>();
  readonly #recognised = new Set<string>();

  readonly imports: ContactImportRepository = {
    find: async (programmeId, importId) => this.#imports.get(`${programmeId}#${importId}`),
    listNewest: async (programmeId) =>
      [...this.#imports.values()]
        .filter((each) => each.programmeId === programmeId)
        .sort((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1))
        .slice(0, 10),
    findings: async (programmeId, importId) =>
      this.#findings.get(`${programmeId}#${importId}`) ?? { problems: [], warnings: [] },
    add: async (added, { contacts, problems, warnings }, record) =>
      this.#save(record, !this.#imports.has(importKey(added)), () => {
        this.#imports.set(importKey(added), added);
        this.#findings.set(importKey(added), { problems, warnings });
        for (const contact of contacts) this.#contacts.set(contactKey(added, contact.organisationId), contact);
      }),
    stage: async (staged, contacts, record) =>
      this.#save(record, this.#importLeadsTo(staged), () => {
        this.#imports.set(importKey(staged), staged);
        for (const contact of contacts) this.#contacts.set(contactKey(staged, contact.organisationId), contact);
      }),
    confirm: async (confirmed, current, corrections, record) => {
      const before = this.#current.get(current.programmeId)?.version ?? 0;
      const holds = this.#importLeadsTo(confirmed) && before === current.version - 1;
      return this.#save(record, holds, () => {
        this.#imports.set(importKey(confirmed), confirmed);
        this.#current.set(current.programmeId, current);
        this.#noteAll(corrections);
      });
    },
  };

  readonly contacts: ContactBook = {
    current: async (programmeId) => this.#current.get(programmeId),
    find: async (current, organisations) =>
      [...new Set(organisations)].flatMap((each) => this.#contacts.get(contactKey(current, each)) ?? []),
    list: async (listed, beginning = '') =>
      [...this.#contacts]
        .filter(([key]) => key.startsWith(`${listed.programmeId}#${listed.importId}#`))
        .map(([, contact]) => contact)
        .filter(({ organisationId }) => organisationId.startsWith(beginning))
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
    corrections: async (programmeId) =>
      [...this.#corrections.values()]
        .filter((each) => each.programmeId === programmeId)
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
    correctionsOf: async (programmeId, organisationId) =>
      [...this.#corrections.values()].filter(
        (each) => each.programmeId === programmeId && each.organisationId === organisationId,
      ),
    repair: async (repaired, record) => this.#save(record, this.#mayNote([repaired]), () => this.#noteAll([repaired])),
    depositOf: async (key) => this.#deposits.get(depositText(key)),
    forgetDeposit: async (key, record) => this.#save(record, true, () => this.#deposits.delete(depositText(key))),
    overrides: async (programmeId) =>
      [...this.#overrides.values()]
        .filter((each) => each.programmeId === programmeId)
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
    overrideOf: async (programmeId, organisationId) => this.#overrides.get(`${programmeId}#${organisationId}`),
    saveOverride: async (override, record) =>
      this.#save(record, this.#overrideFollows(override), () => this.#putOverride(override)),
    replace: async (current, before, after, record) => {
      const key = contactKey(current, after.organisationId);
      const isCurrent = this.#current.get(current.programmeId)?.version === current.version;
      const holds = isCurrent && this.#contacts.get(key)?.mail === before.mail;
      return this.#save(record, holds, () => this.#contacts.set(key, after));
    },
    noteReading: async ({ command: _, ...cause }, target) => {
      this.records.push({ cause, audit: { action: 'read-contacts', target }, events: [] });
    },
  };

  readonly history: DigestHistory = {
    latest: async (programmeId, kind) =>
      [...this.#digestRecords.values()]
        .filter((each) => each.programmeId === programmeId && each.kind === kind)
        .sort((one, other) => (one.period < other.period ? 1 : -1))[0],
  };

  readonly modes: MailModes = {
    of: async (programmeId) => this.#modes.get(programmeId),
    save: async (mode, record) => {
      const holds = (this.#modes.get(mode.programmeId)?.version ?? 0) === mode.version - 1;
      return this.#save(record, holds, () => this.#modes.set(mode.programmeId, mode));
    },
  };

  readonly mornings: MorningReports = {
    save: async (report, record) => {
      const key = [report.programmeId, report.on, report.run].join('#');
      return this.#save(record, !this.#mornings.has(key), () => this.#mornings.set(key, report));
    },
    of: async (programmeId, on) =>
      [...this.#mornings.values()]
        .filter((each) => each.programmeId === programmeId && each.on === on)
        .map(({ run }) => run)
        .sort(),
    firstLook: async (programmeId, today) => {
      const first = this.#firstLooks.get(programmeId) ?? today;
      this.#firstLooks.set(programmeId, first);
      return first;
    },
  };

  readonly notices: NoticeRepository = {
    find: async (programmeId, noticeId) => this.#notices.get(`${programmeId}#${noticeId}`),
    known: async (programmeId, ids) => ids.filter((id) => this.#notices.has(`${programmeId}#${id}`)),
    findAll: async (programmeId, ids) => ids.flatMap((id) => this.#notices.get(`${programmeId}#${id}`) ?? []),
    ofOrganisation: async (programmeId, organisationId) =>
      [...this.#notices.values()]
        .filter((each) => each.programmeId === programmeId && 'organisationId' in each.content)
        .filter(({ content }) => 'organisationId' in content && content.organisationId === organisationId)
        .sort((one, other) => (aboutAt(one) < aboutAt(other) ? 1 : -1))
        .slice(0, 200),
    add: async (notices, { corrections = [], answer, override, digest, forgotten }, record) => {
      const isFirst = digest === undefined || !this.#digestRecords.has(digestText(digest));
      const follows = isFirst && (override === undefined || this.#overrideFollows(override));
      const areNew = follows && notices.every((notice) => !this.#notices.has(noticeKey(notice)));
      return this.#save(record, areNew && (answer === undefined || this.#isNewer(answer)), () => {
        for (const notice of notices) this.#notices.set(noticeKey(notice), notice);
        this.#noteAll(corrections);
        if (answer !== undefined) this.#answers.set(answerKey(answer), answer);
        if (override !== undefined) this.#putOverride(override);
        if (digest !== undefined) this.#digestRecords.set(digestText(digest), digest);
        if (forgotten !== undefined) this.#deposits.delete(depositText(forgotten));
      });
    },
    move: async (after) => {
      const holds = this.#leadsTo(after);
      if (holds) this.#notices.set(noticeKey(after), after);
      return holds;
    },
    correct: async (corrections, after, record) =>
      this.#save(record, (after === undefined || this.#leadsTo(after)) && this.#mayNote(corrections), () => {
        if (after !== undefined) this.#notices.set(noticeKey(after), after);
        this.#noteAll(corrections);
      }),
    dueBy: async (status, now, limit) =>
      this.#due()
        .filter(({ notice, at }) => notice.status === status && at <= now)
        .map(({ notice }) => notice)
        .slice(0, limit),
    nextDueAt: async () => this.#due()[0]?.at,
    counts: async (group) => {
      const all = this.#inGroup(group);
      return Object.fromEntries(
        noticeStatuses.map((status) => [status, all.filter((notice) => notice.status === status).length]),
      ) as Awaited<ReturnType<NoticeRepository['counts']>>;
    },
    list: async (group, status, after) => {
      const all = this.#inGroup(group)
        .filter((notice) => status === undefined || notice.status === status)
        .filter((notice) => after === undefined || sortOf(notice) > after);
      const notices = all.slice(0, pageSize);
      const last = notices.at(-1);
      return all.length > pageSize && last !== undefined ? { notices, next: sortOf(last) } : { notices };
    },
    organisationsWith: async (group, status) =>
      new Set(
        this.#inGroup(group)
          .filter((notice) => notice.status === status)
          .flatMap((notice) => subjectOf(notice)?.organisationId ?? []),
      ),
  };

  readonly facts: RoundFacts = {
    rounds: async (programmeId) =>
      [...this.#rounds.values()]
        .filter((round) => round.programmeId === programmeId)
        .sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1)),
    roundOf: async (programmeId, roundId) => this.#rounds.get(`${programmeId}#${roundId}`),
    answers: async (programmeId, roundId) =>
      [...this.#answers.values()]
        .filter((answer) => answer.programmeId === programmeId && answer.roundId === roundId)
        .sort((one, other) => (one.organisationId < other.organisationId ? -1 : 1)),
    answerOf: async (programmeId, roundId, organisationId) =>
      this.#answers.get(`${programmeId}#${roundId}#${organisationId}`),
    addRound: async (round, record) => {
      const key = `${round.programmeId}#${round.roundId}`;
      return this.#save(record, !this.#rounds.has(key), () => this.#rounds.set(key, round));
    },
    saveAnswer: async (answer, record) =>
      this.#save(record, this.#isNewer(answer), () => this.#answers.set(answerKey(answer), answer)),
  };

  readonly digests: DigestSettings = {
    recipientsOf: async (programmeId) => this.#digestRecipients.get(programmeId),
    save: async (recipients, record) => {
      const { programmeId, version } = recipients;
      const before = this.#digestRecipients.get(programmeId)?.version ?? 0;
      return this.#save(record, before === version - 1, () => this.#digestRecipients.set(programmeId, recipients));
    },
  };

  /** As another context lays an address down. */
  deposit(deposit: AddressDeposit): void {
    this.#deposits.set(depositText(deposit), deposit);
  }

  #overrideFollows({ programmeId, organisationId, version }: AddressOverride): boolean {
    return (this.#overrides.get(`${programmeId}#${organisationId}`)?.version ?? 0) === version - 1;
  }

  #putOverride(override: AddressOverride): void {
    this.#overrides.set(`${override.programmeId}#${override.organisationId}`, override);
  }

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

  #importLeadsTo(after: ContactImport): boolean {
    const before = this.#imports.get(importKey(after));
    if (before === undefined || before.version !== after.version - 1) return false;
    return mayMove(importMoves, before.status, after.status);
  }

  #leadsTo(after: Notice): boolean {
    const before = this.#notices.get(noticeKey(after));
    if (before === undefined || before.version !== after.version - 1) return false;
    return before.status === after.status || mayMove(noticeMoves, before.status, after.status);
  }

  #isNewer(answer: AnswerFact): boolean {
    return (this.#answers.get(answerKey(answer))?.version ?? 0) < answer.version;
  }

  #noteAll(corrections: readonly Correction[]): void {
    for (const each of corrections) this.#corrections.set(correctionKey(each), each);
  }

  /** That an address was repaired replaces only the bounce that was meant. */
  #mayNote(corrections: readonly Correction[]): boolean {
    return corrections.every((each) => {
      const stored = this.#corrections.get(correctionKey(each));
      return each.repaired === undefined || (stored?.notedAt === each.notedAt && stored.repaired === undefined);
    });
  }

  #due() {
    return [...this.#notices.values()]
      .flatMap((notice) => {
        const at = dueAtOf(notice);
        return at === undefined ? [] : [{ notice, at }];
      })
      .sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  #inGroup({ programmeId, roundId, purpose }: NoticeGroup): readonly Notice[] {
    return [...this.#notices.values()]
      .filter((notice) => notice.programmeId === programmeId && notice.content.purpose === purpose)
      .filter((notice) => subjectOf(notice)?.roundId === roundId)
      .sort((one, other) => (sortOf(one) < sortOf(other) ? -1 : 1));
  }
}

function digestText({ programmeId, kind, period }: DigestRecord): string {
  return [programmeId, kind, period].join('#');
}

function aboutAt({ requestedAt, noticeId }: Notice): string {
  return `${requestedAt}#${noticeId}`;
}

function correctionKey({ programmeId, organisationId, mail }: Correction): string {
  return `${programmeId}#${organisationId}#${mail?.toLowerCase() ?? ''}`;
}

function sortOf(notice: Notice): string {
  const { content, status, noticeId } = notice;
  const about = content.purpose === 'digest' ? content.period : content.organisationId;
  return `${status}#${about}#${noticeId}`;
}

function noticeKey({ programmeId, noticeId }: Notice): string {
  return `${programmeId}#${noticeId}`;
}

function depositText({ programmeId, roundId, organisationId, purpose, number }: DepositKey): string {
  return [programmeId, roundId, organisationId, purpose, number].join('#');
}

function importKey({ programmeId, importId }: Pick<ContactImport, 'programmeId' | 'importId'>): string {
  return `${programmeId}#${importId}`;
}

function contactKey(of: Pick<ContactImport, 'programmeId' | 'importId'>, organisationId: string): string {
  return `${importKey(of)}#${organisationId}`;
}

function answerKey({ programmeId, roundId, organisationId }: AnswerFact): string {
  return `${programmeId}#${roundId}#${organisationId}`;
}
