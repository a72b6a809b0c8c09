import { frontDoorMutations } from './front-door.ts';
import { functionsMutations } from './functions.ts';
import { messagesMutations } from './messages.ts';
import type { Mutation } from './mutation.ts';
import { permissionsMutations } from './permissions.ts';
import { storageMutations } from './storage.ts';

export const mutations: readonly Mutation[] = [
  ...storageMutations,
  ...functionsMutations,
  ...messagesMutations,
  ...permissionsMutations,
  ...frontDoorMutations,
];
