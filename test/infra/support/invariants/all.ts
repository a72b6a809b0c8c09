import type { Cloud } from '../cloud.ts';
import { frontDoorInvariants } from './front-door.ts';
import { functionInvariants } from './functions.ts';
import type { Invariant } from './invariant.ts';
import { messageInvariants } from './messages.ts';
import { permissionInvariants } from './permissions.ts';
import { storageInvariants } from './storage.ts';

export const invariants: readonly Invariant[] = [
  ...functionInvariants,
  ...messageInvariants,
  ...storageInvariants,
  ...permissionInvariants,
  ...frontDoorInvariants,
];

/** The first rule that is broken, with what breaks it; an invariant that cannot even be asked counts as broken. */
export function firstBroken(cloud: Cloud): string | undefined {
  for (const { rule, broken } of invariants) {
    try {
      const [found] = broken(cloud);
      if (found !== undefined) return `${rule}: ${found}`;
    } catch (fault) {
      return `${rule}: ${String(fault)}`;
    }
  }
  return undefined;
}
