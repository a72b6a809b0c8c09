import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomIds } from '../../../functions/platform/clock.ts';
import { programmeKey, shardCount } from '../../../functions/platform/dynamodb/keys.ts';
import { csrfTokenOf } from '../../../functions/platform/http/form-guard.ts';
import { initialPassword, secretSource } from '../../../functions/platform/secrets/secrets.ts';
import { type Account, type AccountStatus, accountMoves } from '../../../shared/accounts/account.ts';
import { isEasyToGuess } from '../../../shared/accounts/password-rule.ts';
import { mayMove } from '../../../shared/kernel/moves.ts';
import { jstDateOf } from '../../../shared/kernel/time.ts';
import { type AccountsWorld, startAccountsWorld } from '../../support/accounts-world.ts';
import { formBody, formHeaders } from '../../support/api-event.ts';
import { appOrigin, ours, theirs } from '../../support/staff-world.ts';

let world: AccountsWorld;
let cookie: string;
let csrf: string;
let admin: Account;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startAccountsWorld();
  const made = await world.register(ours, 'admin@body.example');
  if (!('accountId' in made)) throw new Error(made.refused);
  await signInAs(made.accountId);
});
afterAll(() => world.stop());

async function signInAs(accountId: Account['accountId']): Promise<void> {
  const found = await world.deps.accounts.find(accountId);
  if (found === undefined) throw new Error('no such account');
  admin = found;
  const secret = secretSource.next();
  const at = world.clock.now();
  const { programmeId, role } = found;
  const cause = { programmeId, actor: { kind: 'account', accountId, role }, at, requestId: 'r' } as const;
  await world.deps.sessions.start(
    { digest: secretSource.digestOf(secret), accountId, startedAt: at, lastSeenAt: at },
    { cause, audit: { action: 'sign-in', target: 'x' }, events: [] },
  );
  cookie = `mikata_staff=${accountId}.${secret}`;
  csrf = csrfTokenOf(secret);
}
const aPerson = (email: string) => ({ email, displayName: '山田　花子', role: 'body-staff' });
const create = (fields: Record<string, string>, commandId: string = randomIds.next()) =>
  world.send({
    method: 'POST',
    path: '/console/accounts/new',
    body: formBody({ csrf, commandId, ...fields }),
    headers: { ...formHeaders, origin: appOrigin, cookie },
  });
const move = (account: { accountId: string }, status: string) =>
  world.post(
    `/console/accounts/list/${account.accountId}/status`,
    { csrf, commandId: randomIds.next(), status },
    cookie,
  );
const shownPassword = (body: string) =>
  /<code class="app-secret">([^<]{16})<\/code>/.exec(body.replaceAll('&amp;', '&'))?.[1];
const find = async (email: string) => {
  const found = await world.deps.accounts.findByEmail(email);
  if (found === undefined) throw new Error('no account');
  return found;
};
async function audited(action: string, target: string): Promise<number> {
  const pages = await Promise.all(
    Array.from({ length: shardCount }, (_, shard) =>
      world.database.client.send(
        new QueryCommand({
          TableName: 'audit',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': programmeKey(ours, jstDateOf(world.clock.now()), String(shard)) },
        }),
      ),
    ),
  );
  return pages.flatMap(({ Items }) => Items ?? []).filter((row) => row['action'] === action && row['target'] === target)
    .length;
}

describe('making an account', () => {
  it('shows an initial password that works, once, however often the form is sent', async () => {
    const commandId = randomIds.next();
    const first = await create(aPerson('once@body.example'), commandId);
    const again = await create(aPerson('once@body.example'), commandId);
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    const password = shownPassword(first.body) ?? '';
    expect(again.body).toContain('すでに表示しました');
    expect(again.body).not.toContain(password);
    expect((await world.deps.passwords.check('once@body.example', password)).kind).toBe('new-password-needed');
    expect(await audited('create-account', `account/${(await find('once@body.example')).accountId}`)).toBe(1);
  });

  it('sent twice at the same moment makes one account, and the one password that is shown works', async () => {
    for (let run = 0; run < 5; run += 1) {
      const email = `rush-${run}@body.example`;
      const commandId = randomIds.next();
      const answers = await Promise.all([
        create(aPerson(email), commandId),
        create(aPerson(email), commandId),
        create(aPerson(email)),
      ]);
      const shown = answers.map(({ body }) => shownPassword(body)).filter((password) => password !== undefined);
      expect(shown).toHaveLength(1);
      expect((await world.deps.passwords.check(email, shown[0] ?? '')).kind).toBe('new-password-needed');
      expect(await audited('create-account', `account/${(await find(email)).accountId}`)).toBe(1);
    }
  });

  it('refuses an address that was ever used, in whatever letters, also after the account has ended, also elsewhere', async () => {
    await create(aPerson('used@body.example'));
    await move(await find('used@body.example'), 'ended');
    for (const email of ['used@body.example', 'USED@Body.Example']) {
      const result = await create(aPerson(email));
      expect([result.statusCode, shownPassword(result.body)]).toEqual([409, undefined]);
      expect(result.body).toContain('すでに使われたことがあります');
      expect(result.body).toContain(`value="${email}"`);
    }
    expect(await world.register(theirs, 'Used@body.example')).toEqual({ refused: 'email-already-used' });
  });

  it('keeps the input and says at each field what is missing', async () => {
    const result = await create({ email: 'not an address', displayName: '', role: 'root' });
    expect(result.statusCode).toBe(422);
    for (const sentence of [
      'メールアドレスの形式で入力してください。',
      '氏名を入力してください。',
      '役割を選択してください。',
    ]) {
      expect(result.body).toContain(sentence);
    }
    expect(result.body).toContain('value="not an address"');
    expect((await create({})).statusCode).toBe(422);
  });

  it('stores a name as typed, and shows a hostile one as text', async () => {
    const displayName = '<script>alert(1)</script>"&\' 髙﨑';
    await create({ ...aPerson('hostile@body.example'), displayName });
    expect((await find('hostile@body.example')).displayName).toBe(displayName);
    const { body } = await world.send({ path: '/console/accounts/list', headers: { cookie } });
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script>alert(1)&lt;/script>');
  });

  it('takes programme, status and id from nobody', async () => {
    await create({
      ...aPerson('mass@body.example'),
      programmeId: theirs,
      status: 'suspended',
      accountId: admin.accountId,
      version: '9',
    });
    expect(await find('mass@body.example')).toMatchObject({ programmeId: ours, status: 'active', version: 1 });
    expect((await find('mass@body.example')).accountId).not.toBe(admin.accountId);
  });
});

describe('the life of an account', () => {
  it('may only move as its table says, and the page offers just that', async () => {
    const statuses = ['active', 'suspended', 'ended'] as const;
    let number = 0;
    for (const from of statuses) {
      for (const to of statuses.filter((each) => each !== from)) {
        number += 1;
        const email = `life-${number}@body.example`;
        await create(aPerson(email));
        if (from !== 'active') await move(await find(email), from);
        const result = await move(await find(email), to);
        expect([from, to, result.statusCode]).toEqual([from, to, mayMove(accountMoves, from, to) ? 303 : 409]);
        expect((await find(email)).status).toBe(mayMove(accountMoves, from, to) ? to : from);
      }
    }
    expect(Object.values(accountMoves.ended)).toEqual([]);
  });

  it('is refused at the pool too while it is suspended, and let in again when it is resumed', async () => {
    const password = shownPassword((await create(aPerson('pause@body.example'))).body) ?? '';
    const check = async () => (await world.deps.passwords.check('pause@body.example', password)).kind;
    await move(await find('pause@body.example'), 'suspended');
    expect(await check()).toBe('wrong');
    await move(await find('pause@body.example'), 'active');
    expect(await check()).toBe('new-password-needed');
  });

  it('of oneself, of another programme, or of nobody cannot be changed', async () => {
    expect((await move(admin, 'suspended')).statusCode).toBe(409);
    const other = await world.register(theirs, 'admin@other.example');
    if (!('accountId' in other)) throw new Error('refused');
    const foreign = await move(other, 'suspended');
    const absent = await move({ accountId: randomIds.next() }, 'suspended');
    expect([foreign.statusCode, absent.statusCode]).toEqual([404, 404]);
    expect(foreign.body.replace(/[0-9a-f-]{36}/g, '')).toBe(absent.body.replace(/[0-9a-f-]{36}/g, ''));
    expect((await find('admin@other.example')).status).toBe('active');
    const { body } = await world.send({ path: '/console/accounts/list', headers: { cookie } });
    expect(body).not.toContain('admin@other.example');
  });

  it('moved by several at once moves once', async () => {
    await create(aPerson('several@body.example'));
    const account = await find('several@body.example');
    await Promise.all(Array.from({ length: 8 }, () => move(account, 'suspended')));
    expect((await find('several@body.example')).version).toBe(2);
    expect(await audited('change-account-status', `account/${account.accountId}`)).toBe(1);
  });

  it('answers a late repeat of a command from what it did, and has no second effect', async () => {
    await create(aPerson('late@body.example'));
    const { accountId } = await find('late@body.example');
    const send = (status: AccountStatus, commandId: string) =>
      world.post(`/console/accounts/list/${accountId}/status`, { csrf, commandId, status }, cookie);
    await send('suspended', 'command-0001');
    await send('active', 'command-0002');
    expect((await send('suspended', 'command-0001')).statusCode).toBe(303);
    expect((await find('late@body.example')).status).toBe('active');
  });
});

describe('a new initial password', () => {
  const reissue = (accountId: string, commandId: string = randomIds.next()) =>
    world.post(`/console/accounts/list/${accountId}/password`, { csrf, commandId }, cookie);

  it('works, is shown once, ends the old one and what was open under it', async () => {
    const email = 'forgot@body.example';
    const old = shownPassword((await create(aPerson(email))).body) ?? '';
    const { accountId } = await find(email);
    const commandId = randomIds.next();
    const [first, again] = [await reissue(accountId, commandId), await reissue(accountId, commandId)];
    const fresh = shownPassword(first.body) ?? '';
    expect([first.statusCode, again.statusCode, again.body]).toEqual([201, 303, '']);
    expect((await world.deps.passwords.check(email, fresh)).kind).toBe('new-password-needed');
    expect((await world.deps.passwords.check(email, old)).kind).toBe('wrong');
    expect((await find(email)).signedOutBefore).toBe(world.clock.now());
    expect(await audited('reissue-password', `account/${accountId}`)).toBe(1);
  });

  it('asked for twice at the same moment is the one that is shown', async () => {
    await create(aPerson('forgot-rush@body.example'));
    const { accountId } = await find('forgot-rush@body.example');
    const answers = await Promise.all([reissue(accountId), reissue(accountId), reissue(accountId)]);
    const shown = answers.flatMap(({ body }) => shownPassword(body) ?? []);
    const checks = await Promise.all(shown.map((each) => world.deps.passwords.check('forgot-rush@body.example', each)));
    expect(checks.filter(({ kind }) => kind === 'new-password-needed').length).toBe(1);
  });

  it('is not given for oneself, for a suspended account, for another programme, or for nobody', async () => {
    await create(aPerson('forgot-paused@body.example'));
    const paused = await find('forgot-paused@body.example');
    await move(paused, 'suspended');
    const other = await world.register(theirs, 'admin-2@other.example');
    const foreign = 'accountId' in other ? other.accountId : '';
    const asked = [admin.accountId, paused.accountId, foreign, randomIds.next()];
    const statuses = [];
    for (const accountId of asked) statuses.push((await reissue(accountId)).statusCode);
    expect(statuses).toEqual([409, 409, 404, 404]);
  });
});

describe('somebody who works for a prefecture', () => {
  const officer = { role: 'prefecture-officer' };
  it('has an account that names it; it is asked for, and no other role has one', async () => {
    const without = await create({ ...aPerson('ken-1@ken.example'), ...officer, organisationId: '' });
    expect(without.statusCode).toBe(422);
    expect(without.body).toContain('都道府県を選択してください。');
    expect((await create({ ...aPerson('ken-1@ken.example'), ...officer, organisationId: '121002' })).statusCode).toBe(
      422,
    );
    expect((await create({ ...aPerson('ken-1@ken.example'), ...officer, organisationId: '120006' })).statusCode).toBe(
      201,
    );
    expect((await find('ken-1@ken.example')).organisationId).toBe('120006');
    await create({ ...aPerson('dan-1@body.example'), organisationId: '120006' });
    expect((await find('dan-1@body.example')).organisationId).toBeUndefined();
  });
});

it('a name of which nothing is left when it is stored is no name', async () => {
  expect((await create({ ...aPerson('blank@body.example'), displayName: '\u0001\u0002' })).statusCode).toBe(422);
  expect((await world.send({ path: '/console/accounts/list', headers: { cookie } })).statusCode).toBe(200);
});

describe('a key of repetition', () => {
  it('used for another account is refused, not answered with the first result', async () => {
    await create(aPerson('key-a@body.example'));
    await create(aPerson('key-b@body.example'));
    const [a, b] = [await find('key-a@body.example'), await find('key-b@body.example')];
    const send = (accountId: string) =>
      world.post(
        `/console/accounts/list/${accountId}/status`,
        { csrf, commandId: 'same-command-1', status: 'suspended' },
        cookie,
      );
    expect((await send(a.accountId)).statusCode).toBe(303);
    const second = await send(b.accountId);
    expect(second.statusCode).toBe(422);
    expect((await find('key-b@body.example')).status).toBe('active');
  });
});

describe('an initial password', () => {
  it('has every kind of character, no look-alikes, and is never easy to guess', () => {
    const seen = new Set(Array.from({ length: 500 }, initialPassword));
    expect(seen.size).toBe(500);
    for (const password of seen) {
      expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*[2-9])(?=.*[!#%+\-=?@])[^0O1Il]{16}$/);
      expect(isEasyToGuess(password, 'somebody@body.example')).toBe(false);
    }
  });
});

describe('a password that people choose', () => {
  it.each([
    'password1234',
    'P@ssw0rd2026',
    'Passw0rd!Passw0rd!',
    'qwertyuiop12',
    '1qaz2wsx3edc',
    'iloveyou1234',
    'welcome12345',
    'admin@123456',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    '2026-06-10-2026',
    '090-1234-5678',
    'abcdefghijklmnop',
    'zyxwvutsrqpo',
    'correcthorsebatterystaple',
    'Sakura2026!!',
    'Mikata-Mikata-1',
    'hanako.yamada1!',
    'tokyo2020tokyo',
  ])('%s is refused', (password) => {
    expect(isEasyToGuess(password, 'hanako.yamada@city.example')).toBe(true);
  });

  it.each([
    'Blaue-Linde-71-oben',
    'kumo wo miru asa',
    '窓辺のねこと青い自転車です',
    'r4Tq!vZ8#mPw2x',
    'river lamp cloud',
  ])('%s is taken', (password) => {
    expect(isEasyToGuess(password, 'hanako.yamada@city.example')).toBe(false);
  });

  it('is judged whatever it is, at once', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string(),
        (password, email) => typeof isEasyToGuess(password, email) === 'boolean',
      ),
    );
    const started = performance.now();
    isEasyToGuess('ab'.repeat(150), 'a@b');
    isEasyToGuess(`${'a'.repeat(299)}b`, 'a@b');
    expect(performance.now() - started).toBeLessThan(100);
  });
});
