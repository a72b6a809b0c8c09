import { randomUUID } from 'node:crypto';
import type { IdSource } from '../../shared/kernel/change.ts';
import { type Clock, instantFromMs } from '../../shared/kernel/time.ts';

export const systemClock: Clock = { now: () => instantFromMs(Date.now()) };

export const randomIds: IdSource = { next: () => randomUUID() };
