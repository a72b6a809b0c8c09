import { readConfig } from '../../platform/config.ts';
import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createDelegationRepository } from '../dynamodb-delegation-repository.ts';
import { surveysWiring } from '../wiring.ts';
import { onDelegationDeclined } from './handler.ts';

const wiring = surveysWiring();
const { NOTICES_TABLE } = readConfig(['NOTICES_TABLE']);
const delegations = createDelegationRepository({ ...wiring, noticesTable: NOTICES_TABLE });

export const handler = eventSubscriber(onDelegationDeclined({ ...wiring, delegations }));
