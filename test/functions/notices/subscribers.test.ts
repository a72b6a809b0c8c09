import type { Context, SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ContactsImported } from '../../../events/contacts-imported.v1.ts';
import { FileCleared } from '../../../events/file-cleared.v1.ts';
import { FormUpgraded } from '../../../events/form-upgraded.v1.ts';
import { ImportChunkStaged } from '../../../events/import-chunk-staged.v1.ts';
import { InvitationsIssued } from '../../../events/invitations-issued.v1.ts';
import { RemindersDue } from '../../../events/reminders-due.v1.ts';
import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { ResponseSubmitted } from '../../../events/response-submitted.v1.ts';
import { RoundAnnounced } from '../../../events/round-announced.v1.ts';
import { RoundOpened } from '../../../events/round-opened.v1.ts';
import { readContactFile } from '../../../functions/notices/contact-file-reader.ts';
import { createSendDigests } from '../../../functions/notices/digests/handler.ts';
import { onFileCleared } from '../../../functions/notices/on-file-cleared/handler.ts';
import { onImportChunkStaged } from '../../../functions/notices/on-import-chunk-staged/handler.ts';
import { onInvitationsIssued } from '../../../functions/notices/on-invitations-issued/handler.ts';
import { onMailEvent } from '../../../functions/notices/on-mail-event/handler.ts';
import { readSesEvent } from '../../../functions/notices/on-mail-event/ses-event.ts';
import { onRemindersDue } from '../../../functions/notices/on-reminders-due/handler.ts';
import { onRoundAnnounced } from '../../../functions/notices/on-round-announced/handler.ts';
import { onRoundStateChanged } from '../../../functions/notices/on-round-state-changed/handler.ts';
import { csvText, utf8Csv } from '../../../functions/platform/export/csv.ts';
import { eventSubscriber } from '../../../functions/platform/messaging/event-subscriber.ts';
import { type EventAbout, mailEvent } from '../../../infra/local/endpoints/ses/mail-events.ts';
import type { OutcomeEvent } from '../../../infra/local/endpoints/ses/outcomes.ts';
import { ImportId } from '../../../shared/kernel/ids.ts';
import { Instant, jstDateOf } from '../../../shared/kernel/time.ts';
import {
  aNotice,
  aRecord,
  chiba,
  contactRows,
  eventIdOf,
  now,
  otherProgramme,
  programmeId,
  roundId,
} from '../../support/builders/notices.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

let table: InMemoryNotices;
let lines: string[];
beforeEach(() => {
  table = new InMemoryNotices();
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const clock = { now: () => now };
const files = { read: async () => readContactFile(utf8Csv(csvText(contactRows(120)))) };
const subscriber = () =>
  eventSubscriber(
    [
      onFileCleared({ imports: table.imports, files }),
      onImportChunkStaged({ imports: table.imports, files }),
      onInvitationsIssued(table),
      ...onRemindersDue(table),
      ...onRoundAnnounced(table),
      ...onRoundStateChanged(table),
    ],
    clock,
  );

/** The message of a queue; a contract's own example unless told otherwise. */
async function send(contract: { readonly type: string; readonly example: object }, number = 1, data: object = {}) {
  const detail = {
    id: eventIdOf(number),
    type: contract.type,
    programmeId,
    occurredAt: now,
    data: { ...contract.example, ...data },
  };
  const body = JSON.stringify({ 'detail-type': contract.type, detail });
  const event = { Records: [{ messageId: 'm', body, attributes: {} }] } as unknown as SQSEvent;
  return (await subscriber()(event, {} as Context)).batchItemFailures.length === 0 ? 'done' : 'failed';
}

describe('events of our bus', () => {
  test('a cleared contact file becomes an import under the id of the file, and is staged to its end', async () => {
    expect(await send(FileCleared)).toBe('done');
    const importId = ImportId.parse(FileCleared.example.fileId);
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'staging', stagedRows: 90 });
    expect(await send(ImportChunkStaged)).toBe('done');
    expect(await table.imports.find(programmeId, importId)).toMatchObject({ status: 'ready', organisations: 120 });
  });

  test("a file in another programme's folder is not read", async () => {
    expect(await send(FileCleared, 1, { key: 'single-parent-2024/files/x' })).toBe('failed');
    expect(await table.imports.listNewest(programmeId)).toEqual([]);
  });

  test('a chunk of an import that is not there goes back to the queue', async () => {
    expect(await send(ImportChunkStaged)).toBe('failed');
  });

  test.each([
    ['invitations', InvitationsIssued, 'survey-invitation', 2],
    ['A16: pre-notices', RoundAnnounced, 'survey-pre-notice', 2],
    ['A17: additional questions', FormUpgraded, 'survey-addition', 1],
    ['reminders', RemindersDue, 'survey-reminder', 1],
    ['a submission', ResponseSubmitted, 'survey-receipt', 1],
  ] as const)('%s: queued once, heard twice or as two events', async (_, contract, purpose, expected) => {
    for (const number of [1, 1, 2]) expect(await send(contract, number)).toBe('done');
    const { notices } = await table.notices.list({ programmeId, roundId, purpose }, undefined, undefined);
    expect(notices.length).toBe(expected);
  });

  test('rounds and acceptances are counted', async () => {
    await send(RoundOpened);
    await send(ResponseAccepted, 2);
    expect((await table.facts.rounds(programmeId)).map(({ organisations }) => organisations)).toEqual([1788]);
    expect((await table.facts.answers(programmeId, roundId)).map(({ status }) => status)).toEqual(['accepted']);
  });

  test('an event of another kind, or one that breaks its contract, goes back', async () => {
    expect(await send(ContactsImported)).toBe('failed');
    expect(await send(RoundOpened, 1, { organisations: 0 })).toBe('failed');
  });

  test('no log line holds an address', async () => {
    await send(FileCleared);
    await send(ImportChunkStaged, 2, { importId: '00000000-0000-4000-8000-000000000000' });
    expect(lines.join('')).not.toContain('example.jp');
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('events of the mail service', () => {
  const notice = aNotice({ status: 'sending' });
  const about = (
    event: EventAbout['event'],
    tags: object = { notice: [notice.noticeId], programme: [programmeId] },
  ): unknown => {
    const sentAt = Date.parse(now);
    const mail = { timestamp: new Date(sentAt).toISOString(), messageId: 'm-1', tags };
    const told = mailEvent({
      event,
      mail,
      sentAt,
      recipient: `desk-${chiba}@city.example.jp`,
      now: sentAt + 1_000,
      feedbackId: 'f',
    });
    return { version: '0', id: eventIdOf(9), source: told.source, 'detail-type': told.detailType, detail: told.detail };
  };
  const hear = (body: unknown) => onMailEvent({ notices: table.notices, contacts: table.contacts, clock })(body);

  test.each([
    ['send', 'sent'],
    ['delivery', 'delivered'],
    ['bounce-permanent', 'permanent-failure'],
    ['bounce-transient', 'temporary-failure'],
    ['bounce-suppressed', 'permanent-failure'],
    ['automatic-response', 'temporary-failure'],
    ['complaint', 'delivered'],
    ['delivery-delay', 'sending'],
    ['reject', 'technical-failure'],
  ] as const satisfies readonly (readonly [OutcomeEvent | 'send', string])[])(
    '%s makes the notice %s',
    async (event, status) => {
      await table.notices.add([notice], {}, aRecord());
      await hear(about(event));
      await hear(about(event));
      const after = await table.notices.find(programmeId, notice.noticeId);
      expect(after?.status).toBe(status);
      expect(after?.delayedAt !== undefined).toBe(event === 'delivery-delay');
      expect(after?.complainedAt !== undefined).toBe(event === 'complaint');
      expect((await table.contacts.corrections(programmeId)).length).toBe(status === 'permanent-failure' ? 1 : 0);
    },
  );

  test("the provider's word is kept without the address", async () => {
    await table.notices.add([notice], {}, aRecord());
    await hear(about('bounce-permanent'));
    expect(await table.notices.find(programmeId, notice.noticeId)).toMatchObject({ reason: 'General 5.1.1' });
  });

  test('a mail without our tags, or about a notice that is not there, is noted and dropped', async () => {
    await hear(about('delivery', {}));
    await hear(about('delivery'));
    await table.notices.add([notice], {}, aRecord());
    await hear(about('delivery', { notice: [notice.noticeId], programme: [otherProgramme] }));
    expect((await table.notices.find(programmeId, notice.noticeId))?.status).toBe('sending');
    expect(lines.filter((line) => line.includes('WARN')).length).toBe(3);
    expect(lines.join('')).not.toContain('example.jp');
  });

  test('an address with a name before it is read, a bounce of no certain kind is not for good', () => {
    const body = about('bounce-permanent') as {
      detail: { bounce: { bounceType: string; bouncedRecipients: { emailAddress: string }[] } };
    };
    body.detail.bounce.bounceType = 'Undetermined';
    body.detail.bounce.bouncedRecipients = [{ emailAddress: 'Desk <desk@city.example.jp>' }];
    expect(readSesEvent(body).event).toMatchObject({ kind: 'came-back-for-now', recipients: ['desk@city.example.jp'] });
  });

  test('what is no event of the service is a fault, so that it ends where somebody looks', () => {
    expect(() => readSesEvent({ source: 'aws.ec2', id: eventIdOf(1), detail: {} })).toThrow();
  });
});

describe('the digests', () => {
  const monday = Instant.parse('2026-06-15T00:00:00.000Z');
  const context = { awsRequestId: 'run-1' };

  test('asks every programme, says in the log where there is nothing, and goes on after a fault', async () => {
    await send(RoundOpened);
    const facts = {
      ...table.facts,
      rounds: (id: typeof programmeId) =>
        id === otherProgramme ? Promise.reject(new Error('down')) : table.facts.rounds(id),
    };
    const third = 'lifelong-active-2023' as typeof programmeId;
    const { notices: mails, history, mornings } = table;
    const programmes = [otherProgramme, programmeId, third];
    const run = createSendDigests({ notices: mails, facts, history, mornings, programmes });
    await expect(run(monday, context)).rejects.toThrow('a digest failed');
    const { notices } = await table.notices.list({ programmeId, purpose: 'digest' }, undefined, undefined);
    expect(notices.map(({ content }) => 'kind' in content && content.kind)).toEqual(['weekly']);
    const reported = await Promise.all(programmes.map((id) => mornings.of(id, jstDateOf(monday))));
    expect(reported).toEqual([[], ['notices/digests'], ['notices/digests']]);
    expect(lines.some((line) => line.includes('nothing-to-tell') && line.includes(third))).toBe(true);
  });
});
