import { ContactsImported } from '../../../events/contacts-imported.v1.ts';
import { markContacts } from '../../../shared/surveys/mark-contacts.ts';
import type { RoundRepository } from '../../../shared/surveys/round-repository.ts';
import { type Subscription, subscription } from '../../platform/messaging/event-subscriber.ts';

export function onContactsImported(deps: { readonly rounds: Pick<RoundRepository, 'markContacts'> }): Subscription {
  return subscription(ContactsImported, 'surveys/on-contacts-imported', async (event, cause) => {
    await markContacts(deps, { ...event.data, importedAt: event.occurredAt }, cause);
  });
}
