/** Addresses that organisations' people enter themselves: where mails go, where they do not, and what is forgotten. */
import { beforeEach, describe, expect, test } from 'vitest';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { addMs, type Instant } from '../../../shared/kernel/time.ts';
import { addressNotice } from '../../../shared/notices/address-notice.ts';
import { contactUnder } from '../../../shared/notices/address-override.ts';
import { hearMailEvent } from '../../../shared/notices/hear-mail-event.ts';
import { settledNotice } from '../../../shared/notices/notice.ts';
import { delegationNoticeId } from '../../../shared/notices/notice-id.ts';
import { isOwnAddress } from '../../../shared/notices/own-address.ts';
import { forgetDelegation, queueDelegation } from '../../../shared/notices/queue-delegation.ts';
import { reviewOverride } from '../../../shared/notices/review-override.ts';
import { takeOver } from '../../../shared/notices/take-over.ts';
import {
  aCause,
  aContact,
  anImport,
  aRecord,
  chiba,
  dueOn,
  heardCause,
  importId,
  now,
  programmeId,
  roundId,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { aDeposit } from '../../support/builders/surveys.ts';
import { InMemoryNotices } from '../../support/fakes/in-memory-notices.ts';

const registered = aContact(chiba, { mail: 'josei@city.chiba.lg.jp' });
const about = { roundId, organisationId: chiba };
const delegated = { ...about, surveyTitle, dueOn, delegation: 1, at: now };
const handedOver = { ...about, surveyTitle, dueOn, linkGeneration: 2, at: now };

let table: InMemoryNotices;
beforeEach(async () => {
  table = new InMemoryNotices();
  const found = anImport({ status: 'ready' });
  await table.imports.add(found, { contacts: [registered], problems: [], warnings: [] }, aRecord());
  const current = { programmeId, importId, organisations: 1, confirmedAt: now, version: 1 };
  await table.imports.confirm(anImport({ status: 'confirmed', version: 2 }), current, [], aRecord());
  table.records.length = 0;
});
const notice = () => table.notices.find(programmeId, delegationNoticeId({ ...about, delegation: 1 }));
const links = {
  linkOf: async () => ({ url: 'https://a.example/s/x', typedUrl: 'https://a.example/s', code: '3333-3333' }),
  correctionUrlOf: async () => '',
  delegateUrlOf: async () => 'https://a.example/s/colleague',
};
const address = async () => {
  const found = await notice();
  if (found === undefined) throw new Error('no notice');
  return addressNotice(
    {
      ...table,
      digests: table.digests,
      links,
      letters: {
        write: () => {
          throw new Error('not written here');
        },
      },
    },
    found,
  );
};

describe('A9: an address of the same organisation', () => {
  test.each([
    ['kodomo@city.chiba.lg.jp', true],
    ['kodomo@CITY.chiba.lg.jp', true],
    ['kodomo@fukushi.city.chiba.lg.jp', true],
    ['kodomo@pref.chiba.lg.jp', false],
    ['kodomo@chiba.lg.jp', false],
    ['kodomo@evilcity.chiba.lg.jp', false],
    ['kodomo@city.chiba.lg.jp.evil.example', false],
    ['kodomo@gmail.com', false],
  ])('A9: %s beside josei@city.chiba.lg.jp: %s', (mail, isOwn) => {
    expect(isOwnAddress(mail, registered)).toBe(isOwn);
  });

  test('A9: a domain that everybody can have an address at says nothing, and so does one of two labels', () => {
    expect(isOwnAddress('a@gmail.com', aContact(chiba, { mail: 'town@gmail.com' }))).toBe(false);
    expect(isOwnAddress('a@town.lg.jp', aContact(chiba, { mail: 'x@lg.jp' }))).toBe(false);
    expect(isOwnAddress('a@npo.example', aContact(chiba, { mail: 'x@npo.example' }))).toBe(true);
    expect(
      isOwnAddress('a@city.chiba.lg.jp', aContact(chiba, { mail: 'x@town.example.jp', cc: 'y@city.chiba.lg.jp' })),
    ).toBe(true);
    expect(isOwnAddress('a@city.chiba.lg.jp', undefined)).toBe(false);
  });
});

describe('A9: a colleague', () => {
  test('A9: is written to at the address that was laid down, once however often it is heard', async () => {
    table.deposit(aDeposit({ mail: 'kodomo@city.chiba.lg.jp' }));
    await queueDelegation(table, delegated, heardCause(1));
    await queueDelegation(table, delegated, heardCause(2));
    expect(await notice()).toMatchObject({
      status: 'queued',
      content: { purpose: 'survey-delegation', delegation: 1 },
    });
    expect(await address()).toMatchObject({
      kind: 'go',
      recipients: { to: ['kodomo@city.chiba.lg.jp'], cc: [] },
      matter: { kind: 'delegation', section: 'こども家庭課', url: 'https://a.example/s/colleague' },
    });
    expect(table.records).toHaveLength(1);
    expect(JSON.stringify(table.records)).not.toContain('@');
  });

  test('A9: at a foreign address gets nothing: it is told, and the address is gone', async () => {
    table.deposit(aDeposit({ mail: 'kodomo@elsewhere.example.com' }));
    await queueDelegation(table, delegated, heardCause(1));
    await queueDelegation(table, delegated, heardCause(2));
    expect(await notice()).toBeUndefined();
    expect(table.records).toMatchObject([{ events: [{ type: 'delegation-declined.v1', data: { delegation: 1 } }] }]);
    expect(await table.contacts.depositOf(aDeposit())).toBeUndefined();
  });

  test('AC-T7: a revoked one is not written to, and the address is removed from notice and deposit', async () => {
    table.deposit(aDeposit({ mail: 'kodomo@city.chiba.lg.jp' }));
    await queueDelegation(table, delegated, heardCause(1));
    const queued = await notice();
    if (queued === undefined) throw new Error('no notice');
    const sent = settledNotice(
      { ...queued, recipients: { to: ['kodomo@city.chiba.lg.jp'], cc: [] } },
      'delivered',
      now,
    );
    expect(await table.notices.move(sent)).toBe(true);
    await forgetDelegation(table, { ...about, delegation: 1 }, heardCause(2));
    await forgetDelegation(table, { ...about, delegation: 1 }, heardCause(2));
    expect(JSON.stringify(await notice())).not.toContain('@');
    expect(await table.contacts.depositOf(aDeposit())).toBeUndefined();
    expect(await address()).toEqual({ kind: 'suppressed', reason: 'delegation-ended' });
  });

  test('AC-T7: the end heard before the beginning leaves nothing behind', async () => {
    table.deposit(aDeposit());
    await forgetDelegation(table, { ...about, delegation: 1 }, heardCause(2));
    await queueDelegation(table, delegated, heardCause(1));
    expect(await notice()).toBeUndefined();
  });

  test('A9: a bounced one puts nobody on the list of addresses to be corrected', async () => {
    table.deposit(aDeposit({ mail: 'kodomo@city.chiba.lg.jp' }));
    await queueDelegation(table, delegated, heardCause(1));
    const noticeId = delegationNoticeId({ ...about, delegation: 1 });
    const event = { kind: 'bounced', programmeId, noticeId, at: now, recipients: ['kodomo@city.chiba.lg.jp'] } as const;
    await hearMailEvent(table, event, heardCause(3));
    expect((await notice())?.status).toBe('permanent-failure');
    expect(await table.contacts.corrections(programmeId)).toEqual([]);
  });
});

describe('A9: a successor', () => {
  const hear = (mail: string, at: Instant = now, linkGeneration = 2, number = 1) => {
    table.deposit(aDeposit({ purpose: 'hand-over', number: linkGeneration, section: '子育て支援課', mail }));
    return takeOver(table, { ...handedOver, at, linkGeneration }, heardCause(number));
  };
  const override = () => table.contacts.overrideOf(programmeId, chiba);
  const contact = async () => {
    const current = await table.contacts.current(programmeId);
    if (current === undefined) throw new Error('no list');
    return contactUnder(registered, await override(), current);
  };

  test('A9: at the same domain gets the mails at once; the registered contact stays as it is', async () => {
    await hear('kosodate@city.chiba.lg.jp');
    expect(await override()).toMatchObject({ status: 'in-force', section: '子育て支援課' });
    expect(await contact()).toMatchObject({ section: '子育て支援課', mail: 'kosodate@city.chiba.lg.jp' });
    expect(await table.contacts.depositOf(aDeposit({ purpose: 'hand-over', number: 2 }))).toBeUndefined();
    const group = { programmeId, roundId, purpose: 'survey-invitation' } as const;
    const { notices } = await table.notices.list(group, undefined, undefined);
    expect(notices.map(({ content }) => content)).toMatchObject([{ linkGeneration: 2 }]);
    expect(JSON.stringify(table.records)).not.toContain('@');
  });

  test('A9: at another domain waits for the body; until then mails go to the registered address', async () => {
    await hear('kosodate@elsewhere.example.com');
    expect(await override()).toMatchObject({ status: 'requested' });
    expect(await contact()).toEqual(registered);
    const review = (ifVersion: number, verdict: 'in-force' | 'dismissed') =>
      reviewOverride(table, { organisationId: chiba, ifVersion, verdict }, aCause());
    expect(await review(9, 'in-force')).toMatchObject({ refusal: { kind: 'changed-meanwhile' } });
    expect((await review(1, 'in-force')).ok).toBe(true);
    expect(await contact()).toMatchObject({ mail: 'kosodate@elsewhere.example.com' });
    expect((await review(2, 'dismissed')).ok).toBe(true);
    expect(await override()).not.toHaveProperty('mail');
    expect(await contact()).toEqual(registered);
    const nobody = OrganisationId.parse('011002');
    expect(
      await reviewOverride(table, { organisationId: nobody, ifVersion: 1, verdict: 'dismissed' }, aCause()),
    ).toMatchObject({
      refusal: { kind: 'override-not-found' },
    });
  });

  test('A9: a later hand-over takes the place of an earlier one, in whatever order they are heard', async () => {
    await hear('third@city.chiba.lg.jp', addMs(now, 60_000), 3, 1);
    await hear('second@city.chiba.lg.jp', now, 2, 2);
    expect(await contact()).toMatchObject({ mail: 'third@city.chiba.lg.jp' });
    expect(await table.contacts.depositOf(aDeposit({ purpose: 'hand-over', number: 2 }))).toBeUndefined();
  });

  test('A9: a newer contact list ends it', async () => {
    await hear('kosodate@city.chiba.lg.jp');
    const current = { importId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a99' as never };
    expect(contactUnder(registered, await override(), current)).toEqual(registered);
  });
});
