/** A dead address can be used again: the body says so, with how it knows. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { type ReviveAddressInput, RevivedAddress, reviveAddress } from '../../../shared/notices/revive-address.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { html, json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type AnyRoute, causeOf, once, type RouteRequest, route } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import { readContact } from './contact-facts.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { renderContactPage, typedOf } from './pages/contact-page.tsx';
import { contactsPart } from './pages/contacts-page.tsx';

const text = z.string().max(400, '400文字以内で入力してください。').default('');
const Revive = z.object({ organisationId: OrganisationId, address: text, because: text });

type Deps = Pick<StaffNoticesDeps, 'contacts' | 'commands' | 'door'>;
type Request = RouteRequest<Caller, ReviveAddressInput>;

export function revivalRoutes(deps: Deps): readonly AnyRoute[] {
  const access = deps.door.staff('contacts:import');
  return [
    route({
      method: 'POST',
      path: '/console/notices/contacts/{organisationId}/revive',
      access,
      input: Revive,
      handler: createReviveAddress(deps),
    }),
    route({
      method: 'POST',
      path: '/api/v1/notices/contacts/{organisationId}/revive',
      access,
      input: Revive,
      handler: async (request: Request) => {
        const outcome = await revive(deps, request);
        return outcome.ok ? json(200, outcome.value) : refuseWith(problemOf(noticesProblems, outcome.refusal));
      },
      describe: {
        operationId: 'reviveAddress',
        summary: '届かなかったアドレスが、使えるようになったことを登録する',
        replies: { 200: RevivedAddress },
        refusals: [409, 422],
        example: { organisationId: '121002', address: 'danjo@city.example.jp', because: '電話で復旧を確認したため' },
      },
    }),
  ];
}

function revive(deps: Deps, request: Request) {
  const cause = causeOf(request, 'revive-address');
  return once(deps.commands, cause, RevivedAddress, () => reviveAddress(deps, request.input, cause));
}

/** What was typed stays on the page. */
function createReviveAddress(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    const outcome = await revive(deps, request);
    if (outcome.ok) return seeOther(`${contactsPart}/${input.organisationId}/edit?result=revived`);
    const { refusal } = outcome;
    if (refusal.kind !== 'revival-not-valid') return refuseWith(problemOf(noticesProblems, refusal));
    const facts = await readContact(deps, request);
    const page = renderContactPage({
      ...{ caller: who, guard, facts, typed: typedOf(facts.contact), errors: [] },
      revival: { address: input.address, because: input.because, errors: refusal.errors },
    });
    return html(noticesProblems[refusal.kind].status, page);
  };
}
