import type { Caller } from '../../../shared/access/policy.ts';
import type { IdSource } from '../../../shared/kernel/change.ts';
import type { CollationRepository } from '../../../shared/surveys/collation-repository.ts';
import type { DeliveryRepository } from '../../../shared/surveys/delivery.ts';
import type { InvitationLinks } from '../../../shared/surveys/invitation-links.ts';
import type { InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import type { PreNoticeRepository } from '../../../shared/surveys/pre-notice-delivery.ts';
import type { ReadLog } from '../../../shared/surveys/read-response.ts';
import type { RoundRepository } from '../../../shared/surveys/round-repository.ts';
import type { SurveyProgrammes } from '../../../shared/surveys/survey-programmes.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import type { CommandFinder, RouteRequest } from '../../platform/http/route.ts';
import type { StaffDoor } from '../../platform/http/staff-door.ts';
import type { PrivateFiles } from '../../platform/s3/private-files.ts';
import { type StaffSurveysRefusal, surveysProblems } from './problems.ts';

export interface StaffSurveysDeps {
  readonly door: StaffDoor;
  readonly commands: CommandFinder;
  readonly ids: IdSource;
  readonly rounds: RoundRepository;
  readonly invitations: InvitationRepository;
  readonly deliveries: DeliveryRepository;
  readonly preNotices: PreNoticeRepository;
  readonly collations: CollationRepository;
  readonly programmes: SurveyProgrammes;
  readonly links: InvitationLinks;
  readonly readLog: ReadLog;
  readonly files: Pick<PrivateFiles, 'linkTo'>;
}

export type StaffRequest<Input = object> = RouteRequest<Caller, Input>;

/** The value, or the refusal as its problem. */
export function orRefuse<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: StaffSurveysRefusal },
): Value {
  return outcome.ok ? outcome.value : refuseFor(outcome.refusal);
}

export function refuseFor(refusal: StaffSurveysRefusal): never {
  return refuseWith(problemOf(surveysProblems, refusal));
}
