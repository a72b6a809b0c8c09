/** Directus with SQLite and one collection of thirty text fields. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { HttpClient } from '../http-client.ts';
import { installPeer, nodeFor } from './install.ts';
import { area, entry, entryFields, entryOfArea, type PeerKind, startPeerProcess } from './peer.ts';

const packages = { directus: '12.4.0', sqlite3: '6.0.1' };
const nativeModules = "require('isolated-vm'); require('sqlite3')";
const token = 'benchmark-token';

export function directus(peersFolder: string): PeerKind {
  const folder = join(peersFolder, 'directus');
  const environment = {
    ...{ DB_CLIENT: 'sqlite3', DB_FILENAME: join(folder, 'data.db'), SECRET: 'benchmark-benchmark-benchmark' },
    ...{ ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: 'Benchmark-2026', ADMIN_TOKEN: token },
    ...{ TELEMETRY: 'false', LOG_LEVEL: 'warn', RATE_LIMITER_ENABLED: 'false' },
  };
  const cli = join(folder, 'node_modules/directus/cli.js');
  return {
    name: `Directus ${packages.directus}`,
    durability: 'SQLite as it sets it up: rollback journal, synchronous=FULL',
    async install() {
      const refused = await installPeer({ folder, packages });
      if (refused !== undefined) return refused;
      const node = nodeFor(folder, nativeModules);
      if (node === undefined) return 'its native module isolated-vm loads under no Node here';
      if (existsSync(environment.DB_FILENAME)) return undefined;
      const made = spawnSync(node, [cli, 'bootstrap'], { cwd: folder, env: { ...process.env, ...environment } });
      return made.status === 0 ? undefined : `bootstrap failed: ${made.stderr.toString().slice(-400)}`;
    },
    async start() {
      const node = nodeFor(folder, nativeModules) ?? process.execPath;
      const started = await startPeerProcess({
        ...{ node, folder, environment, script: [cli, 'start'], readyPath: '/server/ping' },
      });
      const { client } = started;
      const id = await prepare(client);
      return {
        ...{
          name: this.name,
          durability: this.durability,
          pid: started.pid,
          startMs: started.startMs,
          end: started.end,
        },
        create: async () => void (await ask(client, 'POST', '/items/desks', entry)),
        read: async () => void (await ask(client, 'GET', `/items/desks/${id}`)),
        async search() {
          const { data } = Listed.parse(await ask(client, 'GET', searchPath));
          if (data.length !== area.entries) throw new Error(`Directus found ${data.length}`);
        },
      };
    },
  };
}

const Listed = z.object({ data: z.array(z.unknown()) });
const searchPath = `/items/desks?filter[${area.field}][_eq]=${area.name}&limit=100`;

async function prepare(client: HttpClient): Promise<number> {
  const known = await client.ask({ path: '/collections/desks', headers: { authorization: `Bearer ${token}` } });
  if (known.status !== 200) {
    const key = { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } };
    const texts = entryFields.map((field) => ({ field, type: 'string', schema: {} }));
    await ask(client, 'POST', '/collections', { collection: 'desks', schema: {}, fields: [key, ...texts] });
  }
  if (Listed.parse(await ask(client, 'GET', searchPath)).data.length === 0) {
    await ask(
      client,
      'POST',
      '/items/desks',
      Array.from({ length: area.all }, (_, place) => entryOfArea(place)),
    );
  }
  const Created = z.object({ data: z.object({ id: z.number() }) });
  return Created.parse(await ask(client, 'POST', '/items/desks', entry)).data.id;
}

async function ask(client: HttpClient, method: string, path: string, input?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const answer = await client.ask({ method, path, headers, ...body });
  if (answer.status >= 300)
    throw new Error(`Directus: ${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.text === '' ? undefined : JSON.parse(answer.text);
}
