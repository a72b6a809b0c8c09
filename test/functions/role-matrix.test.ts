/** Every route of the staff, for every role: allowed where the table of access says so, and all others denied. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRoutes as publicAccounts } from '../../functions/accounts/public/routes.ts';
import { createRoutes as accounts } from '../../functions/accounts/staff/routes.ts';
import { createRoutes as assets } from '../../functions/assets/staff/routes.ts';
import { createRoutes as publicContent } from '../../functions/content/public/routes.ts';
import { createRoutes as directory } from '../../functions/directory/staff/routes.ts';
import type { HttpHandler } from '../../functions/platform/http/http-function.ts';
import type { AnyRoute } from '../../functions/platform/http/route.ts';
import { createRoutes as records } from '../../functions/records/staff/routes.ts';
import { policy } from '../../shared/access/policy.ts';
import { roles } from '../../shared/access/role.ts';
import { apiEvent, lambdaContext } from '../support/api-event.ts';
import { asProgram, type StaffWorld, startStaffWorld, visit } from '../support/staff-world.ts';

let world: StaffWorld;
let handler: HttpHandler;
/** Whatever a handler touches ends in a fault: that it was reached at all is what is asked here. */
const untouchable = (door: unknown) =>
  new Proxy({}, { get: (_, name) => (name === 'door' ? door : () => Promise.reject(new Error('reached'))) }) as never;
const staffRoutes = (door: unknown): readonly AnyRoute[] =>
  [accounts, assets, directory, records].flatMap((create) => create(untouchable(door)));
const described = staffRoutes({ staff: (permission: string) => ({ kind: 'staff', permission }) });

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  world = await startStaffWorld();
  handler = world.serve(staffRoutes(world.door));
});
afterAll(() => world.stop());

const addressOf = (path: string) =>
  path.replace('{organisationId}', '121002').replace(/\{\w+\}/g, '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01');

describe.each(described.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  const path = addressOf(route.path);
  const isApi = path.startsWith('/api/');
  const allowed = roles.filter((role) => (policy[role] as readonly string[]).includes(route.access.permission ?? ''));
  const denied = roles.filter((role) => !allowed.includes(role));

  async function ask(role: (typeof roles)[number]): Promise<number> {
    const person = world.person(role);
    const call = { method: route.method, path, body: isApi && route.method !== 'GET' ? '{}' : '' };
    if (!isApi) return (await visit(handler, person, call)).statusCode;
    const headers = asProgram(await world.token(person));
    return (await handler(apiEvent({ ...call, headers }), lambdaContext)).statusCode;
  }

  it(`lets in ${allowed.join(', ')} and nobody else`, async () => {
    expect(allowed.length).toBeGreaterThan(0);
    for (const role of allowed) expect([401, 403, 404, 405]).not.toContain(await ask(role));
    for (const role of denied) expect(await ask(role)).toBe(403);
  });

  it('sends whoever is not signed in away', async () => {
    const result = await handler(apiEvent({ method: route.method, path }), lambdaContext);
    expect(result.statusCode).toBe(isApi ? 401 : 303);
  });
});

describe('all routes together', () => {
  it('those without a door are these and no others', () => {
    const openOnes = [...publicAccounts(untouchable(undefined)), ...publicContent()];
    expect(openOnes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /console/login',
      'POST /console/login',
      'GET /console/login/{step}',
      'POST /console/login/{step}',
      'POST /api/v1/sessions',
      'GET /static/{name}',
      'GET /api/openapi.json',
      'GET /exit',
    ]);
  });

  it('who may only read finds no changing route, and the auditor none but signing out', () => {
    const changing = described.filter(({ method }) => method !== 'GET');
    expect(changing.length).toBeGreaterThan(5);
    const mayChange = (role: (typeof roles)[number]) =>
      changing.filter(({ access }) => (policy[role] as readonly string[]).includes(access.permission ?? ''));
    for (const role of ['auditor', 'receiver-officer', 'prefecture-officer'] as const) {
      expect(mayChange(role).map(({ path }) => path)).toEqual(['/console/accounts/sign-out']);
    }
  });
});
