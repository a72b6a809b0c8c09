/** Makes an administrator where there is none yet; invoked by hand by an engineer with the right to invoke it. */
import { accountsWiring } from '../wiring.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(accountsWiring());
