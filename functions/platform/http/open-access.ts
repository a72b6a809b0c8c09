import type { Access } from './route.ts';

/** Anybody, without a session. Forms of such pages are guarded by their origin alone. */
export const open: Access<undefined> = { kind: 'open', identify: async () => ({ who: undefined }) };
