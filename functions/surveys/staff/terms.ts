/** 対象外 and 期限延長 of one organisation, granted and taken back. */
import type { Cause } from '../../../shared/kernel/change.ts';
import type { OrganisationId, RoundId } from '../../../shared/kernel/ids.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import {
  ChangedTerms,
  type ChangeTermsDeps,
  endExemption,
  exemptOrganisation,
  type TermsError,
} from '../../../shared/surveys/exempt-organisation.ts';
import { endExtension, extendDueDay } from '../../../shared/surveys/extend-due-day.ts';
import { json, type Reply, seeOther } from '../../platform/http/reply.ts';
import { causeOf, once } from '../../platform/http/route.ts';
import { orRefuse, type StaffRequest, type StaffSurveysDeps } from './deps.ts';
import type { TermsForm } from './pages/terms-section.tsx';
import type { StaffSurveysRefusal } from './problems.ts';
import { organisationHref, type ReadDeps, show } from './responses.ts';

interface Key {
  readonly roundId: RoundId;
  readonly organisationId: OrganisationId;
}
type ExemptRequest = StaffRequest<Key & { readonly reason: string }>;
type ExtendRequest = StaffRequest<Key & { readonly reason: string; readonly until: string }>;
type TermsDeps = ChangeTermsDeps & Pick<StaffSurveysDeps, 'commands'>;

type Act<Input> = (
  deps: ChangeTermsDeps,
  input: Input,
  cause: Cause,
) => Promise<Result<ChangedTerms, StaffSurveysRefusal>>;

function change<Input>(deps: TermsDeps, request: StaffRequest<Input>, operation: string, act: Act<Input>) {
  const cause = causeOf(request, operation);
  return once(deps.commands, cause, ChangedTerms, () => act(deps, request.input, cause));
}

export function createExempt(deps: TermsDeps & ReadDeps) {
  return async (request: ExemptRequest): Promise<Reply> => {
    const outcome = await change(deps, request, 'exempt-organisation', exemptOrganisation);
    if (outcome.ok) return seeOther(organisationHref(outcome.value));
    if (outcome.refusal.kind !== 'terms-not-valid') return orRefuse(outcome);
    const { reason } = request.input;
    return show(deps, request, { of: 'exempt', reason, until: '', errors: onPage('exempt', outcome.refusal.errors) });
  };
}

export function createExtend(deps: TermsDeps & ReadDeps) {
  return async (request: ExtendRequest): Promise<Reply> => {
    const outcome = await change(deps, request, 'extend-due-day', extendDueDay);
    if (outcome.ok) return seeOther(organisationHref(outcome.value));
    if (outcome.refusal.kind !== 'terms-not-valid') return orRefuse(outcome);
    const { reason, until } = request.input;
    return show(deps, request, { of: 'extend', reason, until, errors: onPage('extend', outcome.refusal.errors) });
  };
}

/** The page has two fields for a reason. */
function onPage(of: TermsForm['of'], errors: readonly TermsError[]): TermsForm['errors'] {
  return errors.map(({ field, message }) => ({ field: field === 'reason' ? `${of}-reason` : field, message }));
}

export function createEndExemption(deps: TermsDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> =>
    seeOther(organisationHref(orRefuse(await change(deps, request, 'end-exemption', endExemption))));
}

export function createEndExtension(deps: TermsDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> =>
    seeOther(organisationHref(orRefuse(await change(deps, request, 'end-extension', endExtension))));
}

export function createExemptByProgram(deps: TermsDeps) {
  return async (request: ExemptRequest): Promise<Reply> =>
    json(200, orRefuse(await change(deps, request, 'exempt-organisation', exemptOrganisation)));
}

export function createExtendByProgram(deps: TermsDeps) {
  return async (request: ExtendRequest): Promise<Reply> =>
    json(200, orRefuse(await change(deps, request, 'extend-due-day', extendDueDay)));
}

export function createEndExemptionByProgram(deps: TermsDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> =>
    json(200, orRefuse(await change(deps, request, 'end-exemption', endExemption)));
}

export function createEndExtensionByProgram(deps: TermsDeps) {
  return async (request: StaffRequest<Key>): Promise<Reply> =>
    json(200, orRefuse(await change(deps, request, 'end-extension', endExtension)));
}
