/** Strapi with SQLite and one content type of thirty text fields, open to everybody: no session is looked up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { HttpClient } from '../http-client.ts';
import { installPeer, nodeFor } from './install.ts';
import { area, entry, entryFields, entryOfArea, type PeerKind, startPeerProcess } from './peer.ts';

const packages = {
  '@strapi/strapi': '5.54.0',
  'better-sqlite3': '12.11.1',
  ...{ react: '18.3.1', 'react-dom': '18.3.1', 'react-router-dom': '6.30.6', 'styled-components': '6.6.0' },
};

const nativeModules = "new (require('better-sqlite3'))(':memory:')";

export function strapi(peersFolder: string): PeerKind {
  const folder = join(peersFolder, 'strapi');
  return {
    name: `Strapi ${packages['@strapi/strapi']}`,
    durability: 'SQLite as it sets it up: rollback journal, synchronous=FULL',
    async install() {
      const refused = await installPeer({ folder, packages });
      if (refused !== undefined) return refused;
      if (nodeFor(folder, nativeModules) === undefined) return 'better-sqlite3 loads under no Node here';
      writeProject(folder);
      return undefined;
    },
    async start() {
      const node = nodeFor(folder, nativeModules) ?? process.execPath;
      const script = [join(folder, 'node_modules/@strapi/strapi/bin/strapi.js'), 'start'];
      const environment = { STRAPI_TELEMETRY_DISABLED: 'true' };
      const started = await startPeerProcess({ node, folder, script, environment, readyPath: '/_health' });
      const { client } = started;
      const Created = z.object({ data: z.object({ documentId: z.string() }) });
      const { documentId } = Created.parse(await ask(client, 'POST', '/api/desks', { data: entry })).data;
      if (Listed.parse(await ask(client, 'GET', searchPath)).data.length === 0) {
        for (let place = 0; place < area.all; place += 1) {
          await ask(client, 'POST', '/api/desks', { data: entryOfArea(place) });
        }
      }
      return {
        ...{
          name: this.name,
          durability: this.durability,
          pid: started.pid,
          startMs: started.startMs,
          end: started.end,
        },
        create: async () => void (await ask(client, 'POST', '/api/desks', { data: entry })),
        read: async () => void (await ask(client, 'GET', `/api/desks/${documentId}`)),
        async search() {
          const { data } = Listed.parse(await ask(client, 'GET', searchPath));
          if (data.length !== area.entries) throw new Error(`Strapi found ${data.length}`);
        },
      };
    },
  };
}

const Listed = z.object({ data: z.array(z.unknown()) });
const searchPath = `/api/desks?filters[${area.field}][$eq]=${area.name}&pagination[pageSize]=100`;

async function ask(client: HttpClient, method: string, path: string, input?: unknown): Promise<unknown> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const answer = await client.ask({ method, path, headers: { 'content-type': 'application/json' }, ...body });
  if (answer.status >= 300) throw new Error(`Strapi: ${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.text === '' ? undefined : JSON.parse(answer.text);
}

function writeProject(folder: string): void {
  const attributes = Object.fromEntries(entryFields.map((name) => [name, { type: 'string' }]));
  const schema = {
    ...{ kind: 'collectionType', collectionName: 'desks', options: { draftAndPublish: false }, attributes },
    info: { singularName: 'desk', pluralName: 'desks', displayName: 'Desk' },
  };
  const files: Readonly<Record<string, string>> = {
    'config/server.js': `module.exports = ({ env }) => ({ host: env('HOST'), port: env.int('PORT'), app: { keys: ['benchmark1', 'benchmark2'] } });`,
    'config/admin.js': `module.exports = { serveAdminPanel: false, auth: { secret: 'benchmark' }, apiToken: { salt: 'benchmark' }, transfer: { token: { salt: 'benchmark' } }, secrets: { encryptionKey: 'benchmarkbenchmarkbenchmarkbenchm' } };`,
    'config/database.js': `module.exports = { connection: { client: 'sqlite', connection: { filename: '.tmp/data.db' }, useNullAsDefault: true } };`,
    'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];`,
    'src/index.js': 'module.exports = { register() {}, bootstrap() {} };',
    'src/api/desk/content-types/desk/schema.json': JSON.stringify(schema, null, 2),
    'src/api/desk/controllers/desk.js': factory('createCoreController'),
    'src/api/desk/services/desk.js': factory('createCoreService'),
    'src/api/desk/routes/desk.js': factory('createCoreRouter', {
      config: { create: { auth: false }, findOne: { auth: false }, find: { auth: false } },
    }),
    'public/uploads/.gitkeep': '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  mkdirSync(join(folder, '.tmp'), { recursive: true });
}

function factory(name: string, settings?: unknown): string {
  const given = settings === undefined ? '' : `, ${JSON.stringify(settings)}`;
  return `module.exports = require('@strapi/strapi').factories.${name}('api::desk.desk'${given});`;
}
