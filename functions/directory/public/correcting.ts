/** What follows from the mailed link: a page with a button, the form, handing it in, taking it back. */
import * as z from 'zod';
import { checkCorrection, correctionField, type TypedCorrection } from '../../../shared/directory/check-correction.ts';
import { deskFields } from '../../../shared/directory/desk-differences.ts';
import { type OpenedCorrection, openCorrection } from '../../../shared/directory/open-correction.ts';
import { mostDesks } from '../../../shared/directory/organisation-desks.ts';
import { requestCorrection, withdrawCorrection } from '../../../shared/directory/request-correction.ts';
import type { Cause } from '../../../shared/kernel/change.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { problemOf, RefusedRequest } from '../../platform/http/problem.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { digestOfToken } from '../../platform/links/link-secrets.ts';
import { problems } from '../problems.ts';
import type { PublicDirectoryDeps } from './deps.ts';
import { renderCorrectionForm } from './pages/correction-form.tsx';
import { renderHandedInPage, renderLandingPage } from './pages/landing-page.tsx';

type WithToken = RouteRequest<undefined, { token: string }>;

export const CorrectionPost = z.record(z.string().max(60), z.union([z.string(), z.array(z.string())]));
type CorrectionPost = z.infer<typeof CorrectionPost>;

export function createShowLanding(deps: PublicDirectoryDeps) {
  return async ({ input: { token }, at }: WithToken): Promise<Reply> =>
    html(200, renderLandingPage({ ...(await open(deps, token, at)), token }));
}

export function createOpenForm(deps: PublicDirectoryDeps) {
  return async ({ input: { token }, at }: WithToken): Promise<Reply> => {
    const opened = await open(deps, token, at);
    if (opened.correction?.status === 'requested') return html(200, renderLandingPage({ ...opened, token }));
    const desks = (opened.entry?.desks ?? []).map((desk) => ({
      fields: Object.fromEntries(deskFields.map((field) => [field, desk[field] ?? ''])),
      hasEnded: false,
    }));
    const typed = { section: '', desks };
    return html(200, renderCorrectionForm({ ...opened, token, typed, basedOn: opened.entry?.version ?? 0 }));
  };
}

export function createHandIn(deps: PublicDirectoryDeps) {
  return async (request: RouteRequest<undefined, CorrectionPost>): Promise<Reply> => {
    const { input, at } = request;
    const token = textOf(input, 'token');
    const opened = await open(deps, token, at);
    const typed = typedFrom(input);
    const basedOn = z.coerce.number().int().min(0).catch(0).parse(textOf(input, 'basedOn'));
    const checked = checkCorrection(typed);
    if (!checked.ok) {
      const errors = checked.refusal.problems;
      return html(422, renderCorrectionForm({ ...opened, token, typed, basedOn, errors }));
    }
    const requested = await requestCorrection(deps, opened, { ...checked.value, basedOn }, causeOf(opened, request));
    // A second press of the button finds the request that the first one made.
    return requested.ok ? html(200, renderHandedInPage(opened)) : landing(deps, token, at);
  };
}

export function createWithdraw(deps: PublicDirectoryDeps) {
  return async (request: WithToken): Promise<Reply> => {
    const { token } = request.input;
    const opened = await open(deps, token, request.at);
    await withdrawCorrection(deps, opened, causeOf(opened, request));
    return landing(deps, token, request.at);
  };
}

async function landing(deps: PublicDirectoryDeps, token: string, at: Instant): Promise<Reply> {
  return html(200, renderLandingPage({ ...(await open(deps, token, at)), token }));
}

async function open(deps: PublicDirectoryDeps, token: string, at: Instant): Promise<OpenedCorrection> {
  const opened = await openCorrection(deps, digestOfToken(token), at);
  if (opened.ok) return opened.value;
  throw new RefusedRequest(problemOf(problems, opened.refusal));
}

function causeOf({ link }: OpenedCorrection, { at, requestId }: RouteRequest<undefined, unknown>): Cause {
  const { programmeId, organisationId } = link;
  return { programmeId, actor: { kind: 'organisation', organisationId }, at, requestId };
}

function typedFrom(post: CorrectionPost): TypedCorrection {
  const desks = Array.from({ length: mostDesks }, (_, place) => ({
    fields: Object.fromEntries(deskFields.map((field) => [field, textOf(post, correctionField(place, field))])),
    hasEnded: textOf(post, correctionField(place, 'ended')) === 'yes',
  }));
  return { section: textOf(post, 'section'), desks };
}

function textOf(post: CorrectionPost, name: string): string {
  const value = Object.hasOwn(post, name) ? post[name] : undefined;
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
