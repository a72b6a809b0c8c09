/** 引継ぎで届いた連絡先: addresses that organisations named when they handed a survey over, and the body's word on them. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { type AddressOverride, isCurrentOverride } from '../../../shared/notices/address-override.ts';
import { ReviewedOverride, reviewOverride } from '../../../shared/notices/review-override.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { type AnyRoute, causeOf, once, type RouteRequest, route } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { contactsPart } from './pages/contacts-page.tsx';

type Deps = Pick<StaffNoticesDeps, 'contacts' | 'commands' | 'door'>;

const Review = z.object({
  organisationId: OrganisationId,
  ifVersion: z.coerce.number().pipe(z.int().min(1)),
  verdict: z.enum(['in-force', 'dismissed']),
});
type Review = z.output<typeof Review>;
/** From where the button was pressed, and so where the page leads back to. */
const ReviewPage = Review.extend({ from: z.literal('contact').optional().catch(undefined) });

const OverridesBody = z.object({
  overrides: z.array(
    z.object({
      organisationId: OrganisationId,
      status: z.enum(['requested', 'in-force', 'dismissed']),
      section: z.string(),
      mail: z.string().optional(),
      since: Instant,
      version: z.int(),
    }),
  ),
});

/** Those over the list that is in use; what was dismissed, or is older than the list, is history. */
export async function currentOverrides(
  { contacts }: Pick<Deps, 'contacts'>,
  { programmeId }: Caller,
): Promise<readonly AddressOverride[]> {
  const [all, current] = await Promise.all([contacts.overrides(programmeId), contacts.current(programmeId)]);
  return all.filter((each) => each.status !== 'dismissed' && isCurrentOverride(each, current));
}

export function overrideRoutes(deps: Deps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'POST',
      path: '/console/notices/overrides/{organisationId}',
      access: staff('contacts:import'),
      input: ReviewPage,
      handler: async (request: RouteRequest<Caller, z.output<typeof ReviewPage>>) => {
        const { organisationId, status } = await review(deps, request);
        const isBack = request.input.from === 'contact' && status === 'dismissed';
        return seeOther(
          isBack ? `${contactsPart}/${organisationId}/edit?result=dismissed` : `${contactsPart}#overrides`,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/notices/address-overrides',
      access: staff('contacts:read'),
      input: z.object({}),
      handler: list(deps),
      describe: {
        operationId: 'listAddressOverrides',
        summary: '引継ぎで届いた連絡先を見る',
        replies: { 200: OverridesBody },
        refusals: [],
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/notices/address-overrides/{organisationId}',
      access: staff('contacts:import'),
      input: Review,
      handler: async (request: RouteRequest<Caller, Review>) => json(200, await review(deps, request)),
      describe: {
        operationId: 'reviewAddressOverride',
        summary: '引継ぎで届いた連絡先を使う、または取り下げる',
        replies: { 200: ReviewedOverride },
        refusals: [409, 422],
        example: { organisationId: '121002', ifVersion: 1, verdict: 'in-force' },
      },
    }),
  ];
}

/** Who reads is written down before anything is read, as with every contact. */
function list(deps: Deps) {
  return async (request: RouteRequest<Caller, object>): Promise<Reply> => {
    await deps.contacts.noteReading(causeOf(request, 'read-contacts'), 'contacts/overrides');
    return json(200, OverridesBody.parse({ overrides: await currentOverrides(deps, request.who) }));
  };
}

async function review(deps: Deps, request: RouteRequest<Caller, Review>): Promise<z.infer<typeof ReviewedOverride>> {
  const cause = causeOf(request, 'review-override');
  const outcome = await once(deps.commands, cause, ReviewedOverride, () => reviewOverride(deps, request.input, cause));
  return outcome.ok ? outcome.value : refuseWith(problemOf(noticesProblems, outcome.refusal));
}
