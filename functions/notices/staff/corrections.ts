/** An organisation's contact is put right by hand, and an invitation that did not arrive is sent again. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { NoticeId, OrganisationId } from '../../../shared/kernel/ids.ts';
import { ContactCorrected, type CorrectContactInput, correctContact } from '../../../shared/notices/correct-contact.ts';
import { InvitationResent, resendInvitation } from '../../../shared/notices/resend-invitation.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type AnyRoute, causeOf, once, type RouteRequest, route } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import { readContact } from './contact-facts.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { type ContactPage, renderContactPage, typedOf } from './pages/contact-page.tsx';
import { contactsPart } from './pages/contacts-page.tsx';

const One = z.object({ organisationId: OrganisationId });
const Mail = z.object({ noticeId: NoticeId });
const text = z.string().max(400, '400文字以内で入力してください。');
const Shown = z.enum(['saved', 'revived', 'dismissed']);
/** What an address is, is said by the use case, field by field. */
const Correct = One.extend({ section: text, mail: text, cc: text, phone: text, replaces: text });

export function correctionRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  const resent = '/console/notices/mails?purpose=survey-invitation&result=resent';
  return [
    route({
      method: 'GET',
      path: '/console/notices/contacts/{organisationId}/edit',
      access: staff('contacts:import'),
      input: One.extend({ result: Shown.optional().catch(undefined) }),
      handler: createShowContact(deps),
    }),
    route({
      method: 'POST',
      path: '/console/notices/contacts/{organisationId}/edit',
      access: staff('contacts:import'),
      input: Correct,
      handler: createCorrectContact(deps),
    }),
    route({
      method: 'POST',
      path: '/console/notices/mails/{noticeId}/resend',
      access: staff('contacts:import'),
      input: Mail,
      handler: async (request: RouteRequest<Caller, z.infer<typeof Mail>>) => {
        await resend(deps, request);
        return seeOther(resent);
      },
    }),
    ...apiRoutes(deps),
  ];
}

function apiRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'PUT',
      path: '/api/v1/notices/contacts/{organisationId}',
      access: staff('contacts:import'),
      input: Correct,
      handler: async (request: RouteRequest<Caller, CorrectContactInput>) => {
        const outcome = await correct(deps, request);
        return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
      },
      describe: {
        operationId: 'correctContact',
        summary: '1団体の連絡先を直す',
        replies: { 200: ContactCorrected },
        refusals: [404, 409, 422],
        example: {
          ...{ organisationId: '121002', section: '男女共同参画課', mail: 'danjo@city.example.jp' },
          ...{ cc: '', phone: '043-245-0000', replaces: 'old@city.example.jp' },
        },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/notices/mails/{noticeId}/resend',
      access: staff('contacts:import'),
      input: Mail,
      handler: async (request: RouteRequest<Caller, z.infer<typeof Mail>>) => json(200, await resend(deps, request)),
      describe: {
        operationId: 'resendInvitation',
        summary: '届かなかった回答依頼のメールを、もう一度送る',
        replies: { 200: InvitationResent },
        refusals: [404, 409, 422],
        example: { noticeId: 'survey-invitation-3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b-121002-1' },
      },
    }),
  ];
}

type Deps = Pick<StaffNoticesDeps, 'contacts' | 'commands' | 'notices' | 'facts'>;
type ShowRequest = RouteRequest<
  Caller,
  { readonly organisationId: OrganisationId; readonly result?: z.infer<typeof Shown> | undefined }
>;

function createShowContact(deps: Deps) {
  return async (request: ShowRequest): Promise<Reply> => {
    const { who, guard, input } = request;
    const facts = await readContact(deps, request);
    const outcome = input.result === undefined ? {} : { outcome: input.result };
    const typed = typedOf(facts.contact);
    return html(200, renderContactPage({ caller: who, guard, facts, typed, errors: [], ...outcome }));
  };
}

async function correct(deps: Deps, request: RouteRequest<Caller, CorrectContactInput>) {
  const cause = causeOf(request, 'correct-contact');
  return once(deps.commands, cause, ContactCorrected, () => correctContact(deps, request.input, cause));
}

/** What was typed stays on the page, also where somebody else was first: then a person decides. */
function createCorrectContact(deps: Deps) {
  return async (request: RouteRequest<Caller, CorrectContactInput>): Promise<Reply> => {
    const { who, guard, input } = request;
    const outcome = await correct(deps, request);
    if (outcome.ok) return seeOther(`${contactsPart}/${input.organisationId}/edit?result=saved`);
    const { refusal } = outcome;
    if (refusal.kind !== 'changed-meanwhile' && refusal.kind !== 'contact-not-valid') {
      return refuseWith(problemOf(noticesProblems, refusal));
    }
    const facts = await readContact(deps, request);
    const shown: ContactPage =
      refusal.kind === 'changed-meanwhile'
        ? {
            ...{ caller: who, guard, facts, typed: { ...input, replaces: facts.contact.mail }, errors: [] },
            outcome: 'changed-meanwhile',
          }
        : { caller: who, guard, facts, typed: input, errors: refusal.errors };
    return html(noticesProblems[refusal.kind].status, renderContactPage(shown));
  };
}

async function resend(deps: Deps, request: RouteRequest<Caller, z.infer<typeof Mail>>) {
  const cause = causeOf(request, 'resend-invitation');
  const outcome = await once(deps.commands, cause, InvitationResent, () =>
    resendInvitation(deps, request.input, cause),
  );
  return outcome.ok ? outcome.value : refuseWith(problemOf(noticesProblems, outcome.refusal));
}
