/** 試行: whom mails may reach while they are tried out, and going live. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { goLive, type MailMode, MailModeSet, startTrial, type TrialRefusal } from '../../../shared/notices/trial.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once, type RouteRequest } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { renderTrialPage, trialPath } from './pages/trial-page.tsx';
import { PostedAddresses } from './posted-addresses.ts';

type Deps = Pick<StaffNoticesDeps, 'modes' | 'commands' | 'contacts'>;
type Request<Input = unknown> = RouteRequest<Caller, Input>;

export const TrialInput = z.object({ addresses: z.array(z.string().max(400)).max(200), version: z.int().min(0) });
export const LiveInput = z.object({ version: z.int().min(0) });

/** Who reads addresses is written down before they are read. */
async function read({ modes, contacts }: Deps, request: Request): Promise<MailMode | undefined> {
  await contacts.noteReading(causeOf(request, 'read-contacts'), 'contacts/mail-mode');
  return modes.of(request.who.programmeId);
}

function allowedBy(mode: MailMode | undefined): readonly string[] {
  return mode?.mode === 'trial' ? mode.allowed : [];
}

export function createShowTrial(deps: Deps) {
  return async (request: Request<{ readonly result?: 'saved' | undefined }>): Promise<Reply> => {
    const { who, guard, input } = request;
    const current = await read(deps, request);
    const typed = allowedBy(current).join('\n');
    return html(
      200,
      renderTrialPage({ caller: who, guard, current, typed, errors: [], saved: input.result === 'saved' }),
    );
  };
}

async function start(deps: Deps, request: Request, input: z.infer<typeof TrialInput>) {
  const cause = causeOf(request, 'start-mail-trial');
  return once(deps.commands, cause, MailModeSet, () => startTrial(deps, input, cause));
}

async function live(deps: Deps, request: Request, input: z.infer<typeof LiveInput>) {
  const cause = causeOf(request, 'end-mail-trial');
  return once(deps.commands, cause, MailModeSet, () => goLive(deps, input, cause));
}

async function refused(
  deps: Deps,
  request: Request,
  refusal: TrialRefusal | { readonly kind: 'command-key-reused' },
  typed?: string,
): Promise<Reply> {
  if (refusal.kind === 'command-key-reused') return refuseWith(problemOf(noticesProblems, refusal));
  const { who, guard } = request;
  const current = await read(deps, request);
  const { status, sentence } = noticesProblems[refusal.kind];
  const errors = refusal.kind === 'trial-not-valid' ? refusal.errors : [];
  const shown = typed ?? allowedBy(current).join('\n');
  const trouble = refusal.kind === 'trial-not-valid' ? {} : { trouble: sentence };
  return html(status, renderTrialPage({ caller: who, guard, current, typed: shown, errors, saved: false, ...trouble }));
}

export function createStartTrial(deps: Deps) {
  return async (request: Request<Record<string, unknown>>): Promise<Reply> => {
    const { addresses, version } = PostedAddresses.parse(request.input);
    const outcome = await start(deps, request, { addresses: addresses.split('\n'), version });
    return outcome.ok ? seeOther(`${trialPath}?result=saved`) : refused(deps, request, outcome.refusal, addresses);
  };
}

export function createGoLive(deps: Deps) {
  return async (request: Request<Record<string, unknown>>): Promise<Reply> => {
    const outcome = await live(deps, request, PostedAddresses.parse(request.input));
    return outcome.ok ? seeOther(`${trialPath}?result=saved`) : refused(deps, request, outcome.refusal);
  };
}

export const MailModeBody = z.object({
  mode: z.enum(['trial', 'live']),
  version: z.int(),
  addresses: z.array(z.string()),
});

export function createShowTrialByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const current = await read(deps, request);
    const body: z.infer<typeof MailModeBody> = {
      ...{ mode: current?.mode ?? 'live', version: current?.version ?? 0 },
      addresses: [...allowedBy(current)],
    };
    return json(200, body);
  };
}

export function createStartTrialByProgram(deps: Deps) {
  return async (request: Request<z.infer<typeof TrialInput>>): Promise<Reply> => {
    const outcome = await start(deps, request, request.input);
    return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
  };
}

export function createGoLiveByProgram(deps: Deps) {
  return async (request: Request<z.infer<typeof LiveInput>>): Promise<Reply> => {
    const outcome = await live(deps, request, request.input);
    return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
  };
}
