/** 未引継ぎ・未着手の団体, for people and for programs. */
import * as z from 'zod';
import { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { listUnclaimed } from '../../../shared/surveys/list-unclaimed.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import { exampleRound, OneRound } from './inputs.ts';
import { renderUnclaimedPage } from './pages/unclaimed-page.tsx';

const UnclaimedBody = z.object({
  roundId: RoundId,
  /** Absent before 10 April, and of rounds that opened after it. */
  since: JstDate.optional(),
  organisations: z.array(
    z.object({ organisationId: OrganisationId, organisationName: z.string(), lastRemindedOn: JstDate.optional() }),
  ),
});

type Deps = Pick<StaffSurveysDeps, 'rounds' | 'invitations' | 'door'>;
type OneRoundRequest = StaffRequest<z.output<typeof OneRound>>;

export function unclaimedRoutes(deps: Deps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/surveys/rounds/{roundId}/unclaimed',
      access: staff('rounds:read'),
      input: OneRound,
      handler: async (request: OneRoundRequest): Promise<Reply> => {
        const { who, guard } = request;
        return html(200, renderUnclaimedPage({ caller: who, guard, ...(await unclaimedOf(deps, request)) }));
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/surveys/rounds/{roundId}/unclaimed',
      access: staff('rounds:read'),
      input: OneRound,
      handler: async (request: OneRoundRequest): Promise<Reply> => json(200, bodyOf(await unclaimedOf(deps, request))),
      describe: {
        operationId: 'listUnclaimedOrganisations',
        summary: '人事異動のあと、引継ぎも着手も確認できない団体を見る（4月10日から）',
        replies: { 200: UnclaimedBody },
        refusals: [],
        example: { roundId: exampleRound },
      },
    }),
  ];
}

async function unclaimedOf(deps: Deps, { who, input, at }: OneRoundRequest) {
  return orRefuse(await listUnclaimed(deps, { programmeId: who.programmeId, roundId: input.roundId }, at));
}

function bodyOf({ round, since, invitations }: Awaited<ReturnType<typeof unclaimedOf>>) {
  return UnclaimedBody.parse({
    ...{ roundId: round.roundId, since },
    organisations: invitations.map(({ organisationId, organisationName, lastReminder }) => ({
      ...{ organisationId, organisationName, lastRemindedOn: lastReminder?.on },
    })),
  });
}
