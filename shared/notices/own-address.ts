/**
 * Whether an address that an organisation's people enter is one of that organisation, by the domains of its registered
 * addresses. Only then does a mail with a link go there by itself: a link that leaks is no way to write to strangers.
 */
import { mailDomainOf } from '../kernel/text.ts';
import type { Contact } from './contact.ts';

/** Where everybody can have an address, the domain says nothing of an organisation. */
const openToAll: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.jp', 'hotmail.com', 'hotmail.co.jp', 'live.jp', 'msn.com'],
  ...['yahoo.co.jp', 'ymail.ne.jp', 'yahoo.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'proton.me'],
  ...['docomo.ne.jp', 'ezweb.ne.jp', 'au.com', 'softbank.ne.jp', 'i.softbank.jp', 'ymobile.ne.jp', 'rakumail.jp'],
  ...['ocn.ne.jp', 'nifty.com', 'biglobe.ne.jp', 'so-net.ne.jp', 'plala.or.jp', 'dion.ne.jp', 'goo.jp', 'infoseek.jp'],
]);
/** `lg.jp` and the like belong to all; a domain below a registered one must have one label more than that. */
const fewestLabels = 3;

export function isOwnAddress(mail: string, contact: Pick<Contact, 'mail' | 'cc'> | undefined): boolean {
  if (contact === undefined) return false;
  const domain = mailDomainOf(mail);
  return [contact.mail, contact.cc].some(
    (registered) => registered !== undefined && belongs(domain, mailDomainOf(registered)),
  );
}

function belongs(domain: string, registered: string): boolean {
  if (openToAll.has(registered)) return false;
  if (domain === registered) return true;
  return registered.split('.').length >= fewestLabels && domain.endsWith(`.${registered}`);
}
