/**
 * `npm start`. Nothing but the cache of compiled code before everything else: reading some hundred files of
 * TypeScript is the larger half of a start without it.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '..', '..', '.build', 'local', 'compile-cache'));
const { start } = await import('./start.ts');
await start();
flushCompileCache();
