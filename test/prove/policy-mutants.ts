/** Every cell of the policy flipped, and every answer on the second factor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, permissions } from '../../shared/access/permission.ts';
import { may, policy } from '../../shared/access/policy.ts';
import { type Role, roles } from '../../shared/access/role.ts';
import { root } from '../architecture/import-graph.ts';
import type { Mutant } from './mutant.ts';

const file = 'shared/access/policy.ts';

export function policyMutants(): readonly Mutant[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [
    ...roles.flatMap((role) => permissions.map((permission) => flippedCell(source, role, permission))),
    ...roles.map((role) => flippedFactor(source, role)),
  ];
}

function flippedCell(source: string, role: Role, permission: Permission): Mutant {
  const held: readonly Permission[] = policy[role];
  const isHeld = may(role, permission);
  const flipped = {
    ...policy,
    [role]: isHeld ? held.filter((each) => each !== permission) : [...held, permission],
  };
  return {
    file,
    mistake: `${role} ${isHeld ? 'loses' : 'gets'} ${permission}`,
    source: replaced(
      source,
      /export const policy = \{[\s\S]*?\n\} as const/,
      `export const policy = ${JSON.stringify(flipped)} as const`,
    ),
  };
}

function flippedFactor(source: string, role: Role): Mutant {
  const table = /const secondFactor = \{[\s\S]*?\n\}/.exec(source)?.[0] ?? '';
  const flipped = table.replace(
    new RegExp(`(\\s'?${role}'?: )(true|false)`),
    (_, name, value) => `${name}${value !== 'true'}`,
  );
  return { file, mistake: `${role}: second factor flipped`, source: replaced(source, table, flipped) };
}

function replaced(source: string, what: string | RegExp, by: string): string {
  const changed = source.replace(what, () => by);
  if (changed === source) throw new Error(`nothing was changed in ${file}`);
  return changed;
}
