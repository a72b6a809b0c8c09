/**
 * A running round is moved to a newer version of its form. The round asks by it at once; the invitations follow in a job.
 * Answers that were given stay what they are; whoever has submitted is asked for the rest.
 */
import * as z from 'zod';
import { happened } from '../../events/event.ts';
import { FormUpgraded } from '../../events/form-upgraded.v1.ts';
import { closedDayOn } from '../calendar/open-day.ts';
import type { Cause } from '../kernel/change.ts';
import { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface UpgradeFormDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'replace'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
}

export interface UpgradeFormInput {
  readonly roundId: RoundId;
  readonly formVersion: number;
  /** `YYYY-MM-DD`: until when those who have submitted answer the rest. */
  readonly dueOn: string;
}

interface UpgradeError {
  readonly field: 'formVersion' | 'dueOn';
  readonly message: string;
}

export type UpgradeFormRefusal =
  | { readonly kind: 'round-not-found' }
  | { readonly kind: 'round-not-open' }
  | { readonly kind: 'upgrade-not-valid'; readonly errors: readonly UpgradeError[] }
  | { readonly kind: 'changed-meanwhile' };

export const FormUpgrade = z.object({ roundId: RoundId, formVersion: z.int().min(2) }).readonly();
export type FormUpgrade = z.infer<typeof FormUpgrade>;

export async function upgradeForm(
  { rounds, programmes }: UpgradeFormDeps,
  { roundId, formVersion, ...input }: UpgradeFormInput,
  cause: Cause,
): Promise<Result<FormUpgrade, UpgradeFormRefusal>> {
  const round = await rounds.find(cause.programmeId, roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.status !== 'open') return refuse({ kind: 'round-not-open' });
  const isNewer = formVersion > round.formVersion;
  const isKnown = programmes.findForm(round.programmeId, round.formId, formVersion) !== undefined;
  const dueOn = JstDate.safeParse(input.dueOn).data;
  const errors: UpgradeError[] = [
    ...(isNewer && isKnown
      ? []
      : [{ field: 'formVersion' as const, message: '今より新しい版の調査票を選んでください。' }]),
    ...dayErrors(dueOn, jstDateOf(cause.at), round.closesOn),
  ];
  if (errors.length > 0 || dueOn === undefined) return refuse({ kind: 'upgrade-not-valid', errors });
  const result = { roundId, formVersion };
  const saved = await rounds.replace(
    { ...round, formVersion, version: round.version + 1 },
    {
      ...{ cause, result },
      audit: {
        action: 'upgrade-form',
        target: `round/${roundId}`,
        detail: { from: round.formVersion, to: formVersion, dueOn },
      },
      events: [
        happened(FormUpgraded, {
          ...{ roundId, surveyTitle: round.title, formVersion, dueOn, doneSoFar: 0, isLast: false, asked: [] },
        }),
      ],
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

function dayErrors(dueOn: JstDate | undefined, today: JstDate, closesOn: JstDate): readonly UpgradeError[] {
  const error = (message: string) => [{ field: 'dueOn' as const, message }];
  if (dueOn === undefined) return error('追加の質問の期限を、年月日で入力してください。');
  if (dueOn < today) return error('追加の質問の期限は、今日以降の日を入力してください。');
  if (dueOn > closesOn) return error('追加の質問の期限は、受付終了日までの日を入力してください。');
  const closed = closedDayOn(dueOn);
  return closed === undefined
    ? []
    : error(`追加の質問の期限の日は閉庁日（${closed.name}）です。開庁日を入力してください。`);
}
