import { type BucketHandle, everyKey, get, invalidate, know, put, read } from '../capabilities.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, hears, subscriber } from './habits.ts';

export function content(house: Holdings): readonly FunctionEntry[] {
  return [
    {
      trigger: 'http',
      folder: 'content/public',
      paths: ['/static/{proxy+}', '/api/openapi.json', '/exit'],
      memoryMb: 512,
      timeoutSeconds: 10,
      concurrency: 50,
      may: [],
      failureImpact: 'Pages of the application appear without style sheets and scripts once the cache has run out.',
    },
    {
      trigger: 'event',
      folder: 'content/on-desk-changed',
      pattern: hears('desk-changed.v1'),
      ...subscriber,
      may: change(house.tables.content, house),
      failureImpact: 'The public portals keep showing consultation desks as they were.',
    },
    {
      trigger: 'hand',
      folder: 'content/request-site',
      memoryMb: 512,
      timeoutSeconds: 30,
      concurrency: 1,
      may: change(house.tables.content, house),
      failureImpact: 'After a deployment the public portals stay empty or keep their former look.',
    },
  ];
}

export interface SiteHoldings extends Holdings {
  readonly site: BucketHandle;
  readonly distributions: Parameters<typeof invalidate>[0];
  readonly programmes: readonly string[];
}

/** Stands in the `site` stack, beside the bucket that it fills. */
export function siteContent(house: SiteHoldings): readonly FunctionEntry[] {
  const { tables, site, distributions, programmes } = house;
  return [
    {
      trigger: 'event',
      folder: 'content/publish-site',
      pattern: hears('pages-outdated.v1'),
      ...subscriber,
      groups: programmes,
      memoryMb: 1024,
      timeoutSeconds: 300,
      may: [
        read(tables.content),
        know(tables.outbox),
        know(tables.audit),
        get(site, everyKey),
        put(site, everyKey),
        invalidate(distributions),
      ],
      failureImpact: 'Approved changes do not appear on the public portals.',
    },
  ];
}
