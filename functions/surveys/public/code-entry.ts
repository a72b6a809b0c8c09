/** GET /s: two codes, typed. POST /s: the same answer whether the organisation is asked or not. */
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { readTypedCode } from '../../../shared/kernel/reference-number.ts';
import { normaliseCode } from '../../../shared/kernel/text.ts';
import type { CodeRefusal } from '../../../shared/surveys/find-invitation-by-code.ts';
import { findInvitationByCode } from '../../../shared/surveys/find-invitation-by-code.ts';
import { Digest } from '../../../shared/surveys/invitation.ts';
import { html, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { publicProblems } from '../problems.ts';
import { begin, refusedReply } from './landing.ts';
import { type CodePage, renderCodePage } from './pages/code-page.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';

const lockSeconds = 15 * 60;

export function createShowCodeEntry() {
  return async (): Promise<Reply> => html(200, renderCodePage({ organisation: '', code: '' }));
}

export function createEnterCode(deps: PublicSurveysDeps) {
  return async ({ input, at }: RouteRequest<undefined, { organisation: string; code: string }>): Promise<Reply> => {
    const missing = [
      ...(input.organisation.trim() === ''
        ? [{ field: 'organisation', message: '団体コードを入力してください。' }]
        : []),
      ...(input.code.trim() === '' ? [{ field: 'code', message: '回答用コードを入力してください。' }] : []),
    ];
    if (missing.length > 0) return refused(input, 422, missing);
    const organisationId = OrganisationId.safeParse(normaliseCode(input.organisation).toUpperCase()).data;
    const code = readTypedCode(input.code);
    // A code that cannot be one is the same answer as one that is not known.
    if (organisationId === undefined || code === undefined) return notValid(input);
    const codeDigest = Digest.parse(await deps.links.codeDigestOf(organisationId, code));
    const found = await findInvitationByCode(deps, { organisationId, codeDigest, now: at });
    if (!found.ok) return refusalReply(deps, input, found.refusal);
    const { entry } = found.value;
    const link = await deps.links.linkOf(entry, organisationId, entry.linkGeneration);
    return begin(deps, entry, link.token);
  };
}

type Typed = Pick<CodePage, 'organisation' | 'code'>;

function refusalReply(deps: PublicSurveysDeps, typed: Typed, refusal: CodeRefusal): Reply {
  if (refusal.kind === 'code-not-valid') return notValid(typed);
  if (refusal.kind !== 'too-many-attempts') return refusedReply(deps, refusal);
  const { status, sentence } = publicProblems[refusal.kind];
  const reply = refused(typed, status, [{ field: 'code', message: sentence }]);
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(lockSeconds) } };
}

function notValid(typed: Typed): Reply {
  const { status, sentence } = publicProblems['code-not-valid'];
  return refused(typed, status, [{ field: 'code', message: sentence }]);
}

function refused({ organisation, code }: Typed, status: number, errors: NonNullable<CodePage['errors']>): Reply {
  return html(status, renderCodePage({ organisation, code, errors }));
}
