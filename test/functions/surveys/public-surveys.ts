/** The officers' function over given stores, with one organisation invited, for tests of its pages. */
import { type HttpHandler, httpFunction } from '../../../functions/platform/http/http-function.ts';
import { createDelegateLinks, createInvitationLinks } from '../../../functions/surveys/invitation-links.ts';
import { createRoutes } from '../../../functions/surveys/public/routes.ts';
import { renderProblemPage } from '../../../functions/ui/problem-page.tsx';
import type { Instant } from '../../../shared/kernel/time.ts';
import type { DelegationRepository } from '../../../shared/surveys/delegation-repository.ts';
import type { HandOverRepository } from '../../../shared/surveys/hand-over-repository.ts';
import type { Invitation } from '../../../shared/surveys/invitation.ts';
import type { CodeAttempts, InvitationRepository } from '../../../shared/surveys/invitation-repository.ts';
import { Round } from '../../../shared/surveys/round.ts';
import type { RoundRepository } from '../../../shared/surveys/round-repository.ts';
import {
  anInvitation,
  aRecord,
  aRound,
  chiba,
  countedIds,
  knownAnswers,
  programmeId,
  programmesWith,
  roundId,
  twoRecipients,
} from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { testLinkSecrets } from '../../support/fakes/survey-links.ts';

export interface Stores {
  readonly rounds: RoundRepository;
  readonly invitations: InvitationRepository;
  readonly attempts: CodeAttempts;
  /** Where a test shares or hands over nothing, stores of their own do. */
  readonly delegations?: DelegationRepository;
  readonly handOvers?: HandOverRepository;
}

/** A clock that a test sets. */
export interface SetClock {
  now(): Instant;
  set(to: Instant): void;
}

export function setClock(start: Instant): SetClock {
  let at = start;
  return {
    now: () => at,
    set(to) {
      at = to;
    },
  };
}

export const linkSecrets = testLinkSecrets();

/** Stores an invitation whose link is the one that the system would derive. Answers token and code. */
export async function invite(stores: Stores, over: Readonly<Record<string, unknown>> = {}) {
  const invitation = await linked(over);
  const stored = await stores.rounds.find(programmeId, roundId);
  const round = stored ?? aRound({ status: 'opening' });
  if (stored === undefined) await stores.rounds.add(round, aRecord());
  await stores.rounds.issue(Round.parse({ ...round, version: round.version + 1 }), [invitation], aRecord());
  const { token, code } = await linkSecrets.linkOf(invitation, invitation.organisationId, 1);
  return { invitation, token, code };
}

async function linked(over: Readonly<Record<string, unknown>>): Promise<Invitation> {
  const invitation = anInvitation({ organisationId: chiba, ...over });
  const links = createInvitationLinks(linkSecrets);
  const { tokenDigest, codeDigest } = await links.linkOf(invitation, invitation.organisationId, 1);
  return anInvitation({ organisationId: chiba, linkDigests: [tokenDigest], codeDigest, ...over });
}

/** As the opening of a round does it, for what was answered before. */
export async function carryOver(stores: Pick<InMemorySurveys, 'knownAnswers'>, known = knownAnswers()): Promise<void> {
  await stores.knownAnswers.copyInto(roundId, [known], aRecord());
}

export function publicSurveys(
  stores: Stores,
  clock: SetClock,
  appOrigin = 'https://app.example.jp',
  programmes = programmesWith(twoRecipients),
): HttpHandler {
  const { delegations, handOvers } = new InMemorySurveys();
  const routes = createRoutes({
    ...{ delegations, handOvers, ...stores },
    programmes,
    links: linkSecrets,
    delegateLinks: createDelegateLinks(linkSecrets),
    invitationLinks: createInvitationLinks(linkSecrets),
    ids: countedIds(),
    secureCookies: appOrigin.startsWith('https:'),
  });
  return httpFunction({ routes, appOrigin, errorPage: renderProblemPage, clock });
}
