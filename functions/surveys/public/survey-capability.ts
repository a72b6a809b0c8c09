/**
 * The session of somebody who came by a link: the capability itself in a cookie, under /s alone. Nothing is stored for
 * it; whether it still opens the form is decided by the same read that opens the form.
 *
 * Nuances: an absent or broken cookie is not refused here. What the person has typed came with the same request, and
 * only the handler can hand it back. For the same reason the forms' token is checked by `holds`, not by the platform.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId, RoundId } from '../../../shared/kernel/ids.ts';
import { FormSectionIds } from '../../../shared/surveys/delegation.ts';
import { Digest, type InvitationKey } from '../../../shared/surveys/invitation.ts';
import type { SurveySession } from '../../../shared/surveys/survey-session.ts';
import { sameText } from '../../platform/digest.ts';
import { csrfTokenOf } from '../../platform/http/form-guard.ts';
import { cookie } from '../../platform/http/reply.ts';
import type { Access } from '../../platform/http/route.ts';
import { digestOfToken } from '../../platform/links/link-secrets.ts';

const cookieName = 'mikata_survey';
/** From the last save. */
export const sessionSeconds = 8 * 3600;

export interface SurveyHolder extends SurveySession {
  /** Bound to the link: the same after the link was opened again, so that a form that was left open still works. */
  readonly csrf: string;
}

export const surveyCapability: Access<SurveyHolder | undefined> = {
  kind: 'capability',
  identify: async ({ cookies }) => ({ who: readHolder(cookies[cookieName]) }),
};

const Token = z.string().regex(/^[A-Za-z0-9_-]{22,40}$/);
/** `2~desks-section~groups-section`: of a colleague's link its number, and what it may change. */
const Shared = z.string().regex(/^\d{1,2}(~[A-Za-z0-9-]+)*$/);
const Capability = z.union([
  z.tuple([ProgrammeId, RoundId, OrganisationId, Token]),
  z.tuple([ProgrammeId, RoundId, OrganisationId, Token, Shared]),
]);

function readHolder(value: string | undefined): SurveyHolder | undefined {
  const parts = Capability.safeParse(value?.split('.')).data;
  if (parts === undefined) return undefined;
  const [programmeId, roundId, organisationId, token, shared] = parts;
  return {
    ...(shared === undefined ? {} : { delegation: readShared(shared) }),
    key: { programmeId, roundId, organisationId },
    linkDigest: Digest.parse(digestOfToken(token)),
    csrf: csrfTokenOf(token),
  };
}

function readShared(shared: string): NonNullable<SurveySession['delegation']> {
  const [number, ...sections] = shared.split('~');
  const formSections = FormSectionIds.safeParse(sections).data;
  return { number: Number(number), ...(formSections === undefined ? {} : { formSections }) };
}

type Opened = InvitationKey & Pick<SurveySession, 'delegation'>;

export function sessionCookie({ delegation, ...key }: Opened, token: string, secure: boolean): string {
  const shared = delegation && [[delegation.number, ...(delegation.formSections ?? [])].join('~')];
  const value = [key.programmeId, key.roundId, key.organisationId, token, ...(shared ?? [])].join('.');
  return cookie(cookieName, value, { path: '/s', maxAgeSeconds: sessionSeconds, secure });
}

/** Whoever saves goes on for as long again. Only for a session that was found good. */
export function renewedSession(cookies: Readonly<Record<string, string>>, secure: boolean): readonly string[] {
  const value = cookies[cookieName];
  return value === undefined ? [] : [cookie(cookieName, value, { path: '/s', maxAgeSeconds: sessionSeconds, secure })];
}

/** Whether the form was made for this holder: another organisation's form never lands in this one's draft. */
export function holds(who: SurveyHolder | undefined, csrf: unknown): who is SurveyHolder {
  return who !== undefined && typeof csrf === 'string' && sameText(csrf, who.csrf);
}
