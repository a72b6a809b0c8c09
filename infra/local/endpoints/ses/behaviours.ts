import * as z from 'zod';
import type { Store } from '../../ports.ts';
import { sameAddress } from './mail-address.ts';
import { behaviourOf, type MailBehaviour, mailBehaviours } from './outcomes.ts';

/** Addresses that were told to behave otherwise than their name says; kept over a restart. */
export function openBehaviours(store: Store) {
  store.db.exec(`CREATE TABLE IF NOT EXISTS ses_behaviours (
    address TEXT PRIMARY KEY, behaviour TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`);
  const put = store.db.prepare('INSERT OR REPLACE INTO ses_behaviours (address, behaviour) VALUES (?, ?)');
  const get = store.db.prepare('SELECT behaviour FROM ses_behaviours WHERE address = ?');
  const Row = z.object({ behaviour: z.enum(mailBehaviours) });
  return {
    set(address: string, behaviour: MailBehaviour): void {
      store.transaction(() => put.run(sameAddress(address), behaviour));
    },
    of(address: string): MailBehaviour {
      return Row.optional().parse(get.get(sameAddress(address)))?.behaviour ?? behaviourOf(address);
    },
  };
}
