/**
 * Addresses that exist on one machine only, never in a template: the inbox, the clock, faults, dead letters.
 * Tools and tests outside the project rely on them; docs/local-host.md is their contract.
 */
import { createReadStream, existsSync } from 'node:fs';
import * as z from 'zod';
import type { Advance } from '../advance.ts';
import type { MovableClock } from '../clock.ts';
import type { DeadLetter } from '../dispatch/dead-letters.ts';
import { type Answer, headerOf, jsonAnswer, type Visit } from '../front-door/visit.ts';
import { FaultPlan, type Faults } from '../gate/faults.ts';
import type { MailArchive, SentMail } from '../ports.ts';
import type { LinkWish, MintedLink } from '../seed-port.ts';
import { readDuration } from './duration.ts';
import { inboxHeaders, inboxPage } from './inbox-page.ts';
import { LocalRefusal, problemAnswer } from './problem.ts';
import { readInput } from './read-input.ts';

const inboxLimit = 200;

export interface LocalApiOptions {
  readonly clock: MovableClock;
  readonly advance: Advance;
  readonly mails: Pick<MailArchive, 'list'>;
  readonly faults: Faults;
  readonly accountsFile: string;
  deadLetters(): readonly DeadLetter[];
  /** Undefined result: there is no such organisation or round. */
  mintLink(wish: LinkWish): Promise<MintedLink | undefined>;
}

type Handle = (visit: Visit) => Answer | Promise<Answer>;
type Routes = Readonly<Record<string, Readonly<Record<string, Handle>>>>;

const duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms === undefined)
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 duration such as PT90M or P7D' });
  return ms ?? 0;
});
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Move = z.union([z.strictObject({ now: instant }), z.strictObject({ advance: duration })]);
const Faulty = z.union([z.strictObject({ skew: duration }), FaultPlan]);
const Wish = z.strictObject({
  organisation: z.string().min(1),
  round: z.string().min(1),
  expired: z.boolean().default(false),
});
const MailQuery = z.strictObject({
  to: z.string().optional(),
  since: instant.optional(),
  limit: z.coerce.number().int().min(1).optional(),
});
const Anything = z.unknown();

/** Undefined for every address that is not local. */
export function createLocalApi(options: LocalApiOptions): (visit: Visit) => Promise<Answer | undefined> {
  const routes = routesOf(options);
  return async (visit) => {
    if (visit.path !== '/healthz' && !visit.path.startsWith('/_local/')) return undefined;
    try {
      const answer = await handlerFor(routes, visit)(visit);
      return { ...answer, headers: { 'cache-control': 'no-store', ...answer.headers } };
    } catch (error) {
      if (error instanceof LocalRefusal) return problemAnswer(error);
      throw error;
    }
  };
}

function handlerFor(routes: Routes, visit: Visit): Handle {
  const methods = Object.hasOwn(routes, visit.path) ? routes[visit.path] : undefined;
  if (!methods) throw new LocalRefusal(404, `There is no ${visit.path}`);
  const method = visit.method === 'HEAD' ? 'GET' : visit.method;
  const handle = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!handle) throw new LocalRefusal(405, `${visit.path} takes ${Object.keys(methods).join(', ')}`);
  if (method !== 'GET' && isFromAnotherSite(visit)) throw new LocalRefusal(403, 'A page of another site sent this');
  return handle;
}

/** A page anywhere on the web can send a form to 127.0.0.1; it cannot hide where it comes from. */
function isFromAnotherSite(visit: Visit): boolean {
  const origin = headerOf(visit, 'origin');
  const foreign = origin !== undefined && origin !== `http://${headerOf(visit, 'host')}`;
  return foreign || headerOf(visit, 'sec-fetch-site') === 'cross-site';
}

function routesOf(options: LocalApiOptions): Routes {
  const { clock, advance, mails, faults } = options;
  const now = () => ({ now: new Date(clock.now()).toISOString() });
  return {
    '/healthz': { GET: () => jsonAnswer(200, { status: 'ok' }) },
    '/_local/accounts.json': { GET: () => accounts(options.accountsFile) },
    '/_local/mail': { GET: (visit) => inbox(visit, mails) },
    '/_local/mail.json': {
      GET: async (visit) => jsonAnswer(200, mails.list(await mailQuery(visit)).map(asJson)),
    },
    '/_local/clock': {
      GET: () => jsonAnswer(200, now()),
      POST: async (visit) => {
        const move = await readInput(visit, Move);
        const to = 'now' in move ? move.now : clock.now() + move.advance;
        const [field = ''] = Object.keys(move);
        if (!(await advance.to(to))) throw new LocalRefusal(409, `It is already ${now().now}`, field);
        return jsonAnswer(200, now());
      },
    },
    '/_local/idle': {
      POST: async (visit) => {
        await readInput(visit, Anything);
        const { delayed, nextAt } = await advance.idle();
        return jsonAnswer(200, { delayed, nextAt: nextAt === undefined ? null : new Date(nextAt).toISOString() });
      },
    },
    '/_local/faults': {
      GET: () => jsonAnswer(200, { rules: faults.counts() }),
      POST: async (visit) => {
        const wish = await readInput(visit, Faulty);
        if ('skew' in wish) clock.skew(wish.skew);
        else {
          faults.setPlan(wish);
          console.error(`faults: seed ${wish.seed}, ${wish.rules.length} rules`);
        }
        return jsonAnswer(200, { ...now(), rules: faults.counts() });
      },
      DELETE: () => {
        faults.setPlan(undefined);
        return jsonAnswer(200, { rules: [] });
      },
    },
    '/_local/dead-letters': { GET: () => jsonAnswer(200, options.deadLetters()) },
    '/_local/links': {
      POST: async (visit) => {
        const link = await options.mintLink(await readInput(visit, Wish));
        if (!link) throw new LocalRefusal(404, 'There is no such organisation in such a round', 'organisation');
        return jsonAnswer(201, link);
      },
    },
  };
}

function accounts(file: string): Answer {
  if (!existsSync(file)) return jsonAnswer(200, []);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: createReadStream(file) };
}

async function mailQuery(visit: Visit) {
  const { to, since, limit } = await readInput(visit, MailQuery);
  return {
    ...(to === undefined || to === '' ? {} : { to }),
    ...(since === undefined ? {} : { since }),
    ...(limit === undefined ? {} : { limit }),
  };
}

async function inbox(visit: Visit, mails: Pick<MailArchive, 'list'>): Promise<Answer> {
  const query = { limit: inboxLimit, ...(await mailQuery(visit)) };
  const page = inboxPage({ mails: mails.list(query), to: query.to ?? '', limit: query.limit });
  return { status: 200, headers: inboxHeaders, body: page };
}

/** One text for the recipients: nearly every mail has one. */
function asJson({ id, to, subject, text, sentAt }: SentMail) {
  return { id, to: to.join(', '), subject, text, sentAt };
}
