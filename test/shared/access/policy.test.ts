import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Permission, permissions } from '../../../shared/access/permission.ts';
import { type Caller, may, multiFactorRequired, policy } from '../../../shared/access/policy.ts';
import { type Role, roleLabels, roles } from '../../../shared/access/role.ts';
import { callerOf, StaffAccount } from '../../../shared/access/staff-session.ts';

/**
 * Written a second time on purpose, permission by permission instead of role by role: a cell flipped in the policy
 * does not agree with this list any more.
 */
const holders: Record<Permission, readonly Role[]> = {
  'contacts:import': ['body-staff', 'body-manager'],
  'contacts:read': ['body-staff', 'body-manager', 'auditor'],
  'rounds:read': ['body-staff', 'body-manager', 'receiver-officer', 'auditor'],
  'rounds:open': ['body-staff', 'body-manager'],
  'rounds:send': ['body-staff', 'body-manager'],
  'area-progress:read': ['prefecture-officer'],
  'responses:read': ['body-staff', 'body-manager'],
  'responses:review': ['body-staff', 'body-manager'],
  'responses:export': ['body-staff', 'body-manager'],
  'accepted-responses:read': ['body-staff', 'body-manager', 'receiver-officer', 'auditor'],
  'desks:read': ['body-staff', 'body-manager', 'receiver-officer', 'prefecture-officer', 'auditor'],
  'measures:read': ['body-staff', 'body-manager', 'receiver-officer', 'prefecture-officer', 'auditor'],
  'corrections:read': ['body-staff', 'body-manager', 'receiver-officer', 'auditor'],
  'corrections:decide': ['body-staff', 'body-manager'],
  'site:read': ['body-staff', 'body-manager', 'receiver-officer', 'prefecture-officer', 'auditor'],
  'notices:read': ['body-staff', 'body-manager', 'auditor'],
  'files:upload': ['body-staff', 'body-manager'],
  'files:read': ['body-staff', 'body-manager', 'auditor'],
  'audit:read': ['body-manager', 'auditor'],
  'accounts:read': ['body-manager', 'auditor', 'administrator'],
  'accounts:manage': ['administrator'],
  'own-account:use': roles,
};

type Decide = (role: Role, permission: Permission) => boolean;

/** Every cell where a decision differs from the list above. */
function disagreements(decide: Decide): string[] {
  return permissions.flatMap((permission) =>
    roles
      .filter((role) => decide(role, permission) !== holders[permission].includes(role))
      .map((role) => `${role} ${permission}`),
  );
}

describe('the policy table', () => {
  test.each(permissions)('%s is held by the listed roles and all others are denied', (permission) => {
    const holding = roles.filter((role) => may(role, permission));
    expect(holding).toEqual(roles.filter((role) => holders[permission].includes(role)));
  });

  test('every planted flip of a cell is caught by the list', () => {
    const cells = roles.flatMap((role) => permissions.map((permission) => ({ role, permission })));
    for (const cell of cells) {
      const flipped: Decide = (role, permission) =>
        role === cell.role && permission === cell.permission ? !may(role, permission) : may(role, permission);
      expect(disagreements(flipped)).toEqual([`${cell.role} ${cell.permission}`]);
    }
    expect(cells).toHaveLength(roles.length * permissions.length);
    expect(disagreements(may)).toEqual([]);
  });

  test('names no permission twice for a role, and every permission is held by somebody', () => {
    for (const role of roles) expect(new Set(policy[role]).size).toBe(policy[role].length);
    for (const permission of permissions) expect(roles.some((role) => may(role, permission))).toBe(true);
  });

  test('denies a permission and a role that it does not know', () => {
    const stray = 'rounds:delete' as Permission;
    for (const role of roles) expect(may(role, stray)).toBe(false);
    for (const role of ['superuser', 'toString', '__proto__']) {
      for (const permission of permissions) expect(may(role as Role, permission)).toBe(false);
    }
  });
});

describe('who may not', () => {
  test('an auditor writes nothing', () => {
    const writing = policy.auditor.filter((permission) => !permission.endsWith(':read'));
    expect(writing).toEqual(['own-account:use']);
  });

  test('an administrator reads no survey content', () => {
    const beyondAccounts = policy.administrator.filter((permission) => !/^(own-account|accounts):/.test(permission));
    expect(beyondAccounts).toEqual([]);
  });

  test.each(['receiver-officer', 'prefecture-officer'] as const)('%s reads and changes nothing', (role) => {
    expect(policy[role].filter((permission) => !permission.endsWith(':read'))).toEqual(['own-account:use']);
  });

  test('a prefecture sees states and not answers', () => {
    expect(permissions.filter((name) => name.includes('responses') && may('prefecture-officer', name))).toEqual([]);
  });

  test('nobody both manages accounts and touches what the accounts protect', () => {
    const managers = roles.filter((role) => may(role, 'accounts:manage'));
    expect(managers).toEqual(['administrator']);
    expect(may('administrator', 'rounds:send')).toBe(false);
  });
});

describe('AC-N11', () => {
  test('the permission to send is held by two roles, so that two accounts can hold it', () => {
    expect(roles.filter((role) => may(role, 'rounds:send'))).toEqual(['body-staff', 'body-manager']);
  });
});

describe('second factor', () => {
  test.each([
    ['body-staff', false],
    ['body-manager', true],
    ['receiver-officer', true],
    ['prefecture-officer', false],
    ['auditor', true],
    ['administrator', true],
  ] as const)('%s: %s', (role, required) => {
    expect(multiFactorRequired(role)).toBe(required);
  });

  test('whoever reads the audit trail or manages accounts needs it', () => {
    const privileged = roles.filter((role) => may(role, 'audit:read') || may(role, 'accounts:manage'));
    expect(privileged.filter((role) => !multiFactorRequired(role))).toEqual([]);
  });
});

describe('roles', () => {
  test('each has its own Japanese name', () => {
    expect(new Set(Object.values(roleLabels)).size).toBe(roles.length);
    for (const role of roles) expect(roleLabels[role]).toMatch(/^[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana} ー]+$/u);
  });

  test('a caller cannot be without programme', () => {
    const account = {
      accountId: '3f8f6a0e-0d0c-4c55-9d0a-5a3f2d1b7c10',
      programmeId: 'womens-support-2026',
      role: 'body-staff',
      displayName: '山田',
      status: 'active',
    };
    expectTypeOf<Caller['programmeId']>().not.toBeNullable();
    expect(StaffAccount.safeParse({ ...account, programmeId: undefined }).success).toBe(false);
    expect(callerOf(StaffAccount.parse(account)).programmeId).toBe(account.programmeId);
  });
});
