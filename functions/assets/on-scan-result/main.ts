import { queueFunction } from '../../platform/messaging/event-subscriber.ts';
import { assetsWiring } from '../wiring.ts';
import { onScanResult } from './handler.ts';

export const handler = queueFunction(onScanResult(assetsWiring()));
