import { beforeEach, expect, test } from 'vitest';
import { DeskChanged } from '../../../events/desk-changed.v1.ts';
import { askForCorrection } from '../../../shared/directory/ask-for-correction.ts';
import { checkCorrection } from '../../../shared/directory/check-correction.ts';
import { decideCorrection } from '../../../shared/directory/decide-correction.ts';
import { linkDays } from '../../../shared/directory/desk-correction.ts';
import { openCorrection } from '../../../shared/directory/open-correction.ts';
import { requestCorrection, withdrawCorrection } from '../../../shared/directory/request-correction.ts';
import { addMs } from '../../../shared/kernel/time.ts';
import { anEntry } from '../../support/builders/directory.ts';
import { aCause, chiba, digestOf, now, programmeId } from '../../support/builders/surveys.ts';
import { inMemoryDirectory } from '../../support/fakes/in-memory-directory.ts';

let store: ReturnType<typeof inMemoryDirectory>;
let number = 0;
const ids = {
  next: () => {
    number += 1;
    return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  },
};
const links = { digestOf: async (...parts: readonly string[]) => digestOf(parts.join('|')) };
const cause = aCause();
beforeEach(() => {
  store = inMemoryDirectory([anEntry()]);
});
const stated = {
  section: '子ども家庭課',
  basedOn: 1,
  desks: [{ name: '女性相談室', phone: '043-000-0000' }],
  retired: [],
};
const opened = async () => {
  const link = store.links[0];
  const found = await openCorrection(store, link?.linkDigest ?? '', now);
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.value;
};
const ask = (at = now) => askForCorrection({ ...store, links, ids }, chiba, { ...cause, at });
const hand = async () => requestCorrection({ ...store, ids }, await opened(), stated, cause);
const decide = (decision: { kind: 'accept' } | { kind: 'decline'; reason: string }) =>
  decideCorrection(
    store,
    { organisationId: chiba, requestId: store.correction?.requestId ?? '', decision },
    {
      ...cause,
      actor: { kind: 'account', accountId: '00000000-0000-4000-8000-000000000001' as never, role: 'body-staff' },
    },
  );

test('idea 9: however often somebody asks, an organisation gets one mail in an hour', async () => {
  await ask();
  await ask();
  await ask(addMs(now, 59 * 60_000));
  expect(store.events).toMatchObject([{ type: 'desk-correction-asked.v1', data: { organisationId: chiba } }]);
  await ask(addMs(now, 60 * 60_000));
  expect(store.events).toHaveLength(2);
});

test('idea 9: the mailed link opens the form for fourteen days, and an invented one never', async () => {
  await ask();
  const digest = store.links[0]?.linkDigest ?? '';
  const later = (days: number) => openCorrection(store, digest, addMs(now, days * 86_400_000 + 1));
  expect((await openCorrection(store, digest, now)).ok).toBe(true);
  expect(await later(linkDays)).toMatchObject({ refusal: { kind: 'correction-link-over' } });
  expect(await openCorrection(store, digestOf('x'), now)).toMatchObject({
    refusal: { kind: 'correction-link-not-valid' },
  });
});

test('idea 9: a correction changes nothing public until the body accepts it; then it is the next version of the entry', async () => {
  await ask();
  expect((await hand()).ok).toBe(true);
  expect(store.entry(chiba)?.version).toBe(1);
  expect((await decide({ kind: 'accept' })).ok).toBe(true);
  expect(store.entry(chiba)).toMatchObject({
    ...{ version: 2, confirmedOn: '2026-06-10' },
    desks: [{ deskId: `${chiba}-1`, phone: '043-000-0000' }],
    source: { kind: 'correction', section: '子ども家庭課', acceptedBy: 'body-staff' },
  });
  const changed = store.events.find(({ type }) => type === 'desk-changed.v1');
  expect(DeskChanged.data.parse(changed?.data).desks[0]?.phone).toBe('043-000-0000');
  expect(store.events.some(({ type }) => type === 'desk-correction-decided.v1')).toBe(true);
});

test('idea 9: one request is open at a time; it can be taken back, and a new one follows', async () => {
  await ask();
  await hand();
  expect(await hand()).toMatchObject({ refusal: { kind: 'correction-open-already' } });
  expect((await withdrawCorrection({ ...store, ids }, await opened(), cause)).ok).toBe(true);
  expect(await decide({ kind: 'accept' })).toMatchObject({ refusal: { kind: 'correction-not-open' } });
  expect((await hand()).ok).toBe(true);
});

test('idea 9: the body declines with a reason only, and neither a newer request nor a decided one is decided unseen', async () => {
  await ask();
  await hand();
  expect(await decide({ kind: 'decline', reason: ' ' })).toMatchObject({ refusal: { kind: 'reason-missing' } });
  const other = { organisationId: chiba, requestId: ids.next(), decision: { kind: 'accept' as const } };
  expect(await decideCorrection(store, other, cause)).toMatchObject({ refusal: { kind: 'changed-meanwhile' } });
  expect((await decide({ kind: 'decline', reason: '電話番号を確認してください。' })).ok).toBe(true);
  expect(store.entry(chiba)?.version).toBe(1);
  expect(await decide({ kind: 'accept' })).toMatchObject({ refusal: { kind: 'correction-not-open' } });
});

test('M06: what is typed into the correction is normalised, and all that is wrong is said at once', () => {
  const desk = (fields: Record<string, string>, hasEnded = false) => ({ fields, hasEnded });
  expect(
    checkCorrection({
      section: ' 課 ',
      desks: [
        desk({ name: '一', phone: '０４３（２４５）５１１１' }),
        desk({ name: '二', phone: '' }, true),
        desk({ name: '' }),
      ],
    }),
  ).toEqual({
    ok: true,
    value: { section: '課', desks: [{ name: '一', phone: '043(245)5111' }], retired: [{ name: '二' }] },
  });
  const wrong = checkCorrection({
    section: '',
    desks: [desk({ phone: '12' }), desk({ name: '二', url: 'javascript:alert(1)', mail: 'x' })],
  });
  expect(wrong).toMatchObject({
    refusal: {
      problems: [{ field: 'section' }, { field: 'desks.0.name' }, { field: 'desks.1.mail' }, { field: 'desks.1.url' }],
    },
  });
});

test('M06: the programme of a link is the one it was asked in', async () => {
  await ask();
  expect(store.links[0]?.programmeId).toBe(programmeId);
});
