/** One account per role and programme, ready to sign in; listed in `accounts.json` for people and tests. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccountRepository } from '../../../functions/accounts/dynamodb-account-repository.ts';
import { multiFactorRequired } from '../../../shared/access/policy.ts';
import { Role } from '../../../shared/access/role.ts';
import { Account } from '../../../shared/accounts/account.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { daysBefore, environmentValue, namedId, pastCause, type SeedGround } from './seed-ground.ts';

/** The same for all: these accounts exist on one machine only. */
const demoPassword = 'Mikata-Demo-2026!';

/** Where the prefecture of a demo account lies; 東京都 where the programme names none. */
const prefectures: Readonly<Record<string, string>> = { 'young-carers-chiba-2026': '120006' };

const names = {
  'body-staff': '佐藤 花子',
  'body-manager': '鈴木 一郎',
  'receiver-officer': '高橋 恵',
  'prefecture-officer': '田中 誠',
  auditor: '伊藤 緑',
  administrator: '渡辺 学',
} as const satisfies Record<Role, string>;

interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly totpSecret?: string;
  readonly role: Role;
  readonly programme: string;
  readonly organisation: string;
}

export async function seedAccounts(ground: SeedGround): Promise<void> {
  const { cognito, dataFolder, model } = ground.context;
  const poolId = environmentValue(model, 'USER_POOL');
  const accounts = createAccountRepository({
    client: ground.client,
    table: ground.table('ACCOUNTS_TABLE'),
    changes: ground.changesOf('ACCOUNTS_TABLE'),
  });
  const demo = programmes.flatMap((programme) =>
    Role.options.filter((role) => role in programme.roles).map((role) => ({ programme, role })),
  );
  const listed: DemoAccount[] = [];
  for (const { programme, role } of demo) {
    const account = demoAccount(programme, role);
    listed.push(account);
    const { email, password, totpSecret } = account;
    const sub = namedId(`account|${email}`);
    const accountId = await cognito.placeUser(poolId, {
      name: email,
      email,
      password,
      sub,
      ...(totpSecret === undefined ? {} : { totpSecret }),
    });
    const at = daysBefore(ground.now, 60);
    const organisation = role === 'prefecture-officer' ? { organisationId: account.organisation } : {};
    const programmeId = programme.identity.id;
    const row = {
      accountId,
      programmeId,
      role,
      displayName: names[role],
      status: 'active',
      email,
      createdAt: at,
      version: 1,
      ...organisation,
    };
    await accounts.add(Account.parse(row), {
      cause: pastCause(programmeId, at, `account|${email}`),
      audit: { action: 'create-account', target: `account/${accountId}`, detail: { role } },
      events: [],
    });
  }
  writeFileSync(join(dataFolder, 'accounts.json'), `${JSON.stringify(listed, null, 2)}\n`);
}

function demoAccount(programme: ProgrammeDefinition, role: Role): DemoAccount {
  const { id } = programme.identity;
  const email = `${role}@${id}.example`;
  const organisation = role === 'prefecture-officer' ? (prefectures[id] ?? '130001') : partyOf(programme, role);
  const factor = multiFactorRequired(role) ? { totpSecret: totpSecretOf(email) } : {};
  return { email, password: demoPassword, ...factor, role, programme: id, organisation };
}

function partyOf({ parties }: ProgrammeDefinition, role: Role): string {
  return role === 'receiver-officer' ? parties.receiver.name : parties.implementingBody.name;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits in Base32, as authenticator apps take them. */
function totpSecretOf(email: string): string {
  const bits = [...createHash('sha256').update(`totp|${email}`).digest().subarray(0, 20)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => base32[Number.parseInt(five, 2)] ?? '').join('');
}
