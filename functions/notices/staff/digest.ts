import type { Caller } from '../../../shared/access/policy.ts';
import {
  type DigestRecipientsInput,
  DigestRecipientsSet,
  setDigestRecipients,
} from '../../../shared/notices/set-digest-recipients.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { digestPath } from './pages/digest-link.tsx';
import { type DigestPage, renderDigestPage } from './pages/digest-page.tsx';
import { PostedAddresses } from './posted-addresses.ts';

type ReadDeps = Pick<StaffNoticesDeps, 'contacts' | 'digests'>;
type Deps = ReadDeps & Pick<StaffNoticesDeps, 'commands'>;

/** Who reads is written down before anything is read, as with every contact. */
async function read({ contacts, digests }: ReadDeps, request: RouteRequest<Caller, unknown>) {
  await contacts.noteReading(causeOf(request, 'read-contacts'), 'contacts/digest-recipients');
  const found = await digests.recipientsOf(request.who.programmeId);
  return { addresses: found?.addresses ?? [], version: found?.version ?? 0 };
}

export function createShowDigest(deps: ReadDeps) {
  return async (request: RouteRequest<Caller, { result?: 'saved' | undefined }>): Promise<Reply> => {
    const { who, guard, input } = request;
    const current = await read(deps, request);
    const typed = current.addresses.join('\n');
    const outcome = input.result === 'saved' ? { outcome: 'saved' as const } : {};
    return html(200, renderDigestPage({ caller: who, guard, current, typed, errors: [], ...outcome }));
  };
}

export function createShowDigestByProgram(deps: ReadDeps) {
  return async (request: RouteRequest<Caller, object>): Promise<Reply> => json(200, await read(deps, request));
}

async function set(deps: Deps, request: RouteRequest<Caller, unknown>, input: DigestRecipientsInput) {
  const cause = causeOf(request, 'set-digest-recipients');
  return once(deps.commands, cause, DigestRecipientsSet, () => setDigestRecipients(deps, input, cause));
}

/** What was typed stays on the page, also where somebody else was first: then a person decides. */
export function createSetDigest(deps: Deps) {
  return async (request: RouteRequest<Caller, Record<string, unknown>>): Promise<Reply> => {
    const { addresses: typed, version } = PostedAddresses.parse(request.input);
    const outcome = await set(deps, request, { addresses: typed.split('\n'), version });
    if (outcome.ok) return seeOther(`${digestPath}?result=saved`);
    const { refusal } = outcome;
    if (refusal.kind === 'command-key-reused') return refuseWith(problemOf(noticesProblems, refusal));
    const { who, guard } = request;
    const current = await read(deps, request);
    const shown: DigestPage =
      refusal.kind === 'changed-meanwhile'
        ? { caller: who, guard, current, typed, errors: [], outcome: 'changed-meanwhile' }
        : // The version that the person saw, so that a change meanwhile is still noticed.
          { caller: who, guard, current: { ...current, version }, typed, errors: refusal.errors };
    return html(noticesProblems[refusal.kind].status, renderDigestPage(shown));
  };
}

export function createSetDigestByProgram(deps: Deps) {
  return async (request: RouteRequest<Caller, DigestRecipientsInput>): Promise<Reply> => {
    const outcome = await set(deps, request, request.input);
    return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
  };
}
