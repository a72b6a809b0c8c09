/**
 * Sends the link to the registered address. Whoever asks learns nothing: not whether there is such an address, nor whether
 * a mail went out just before.
 */
import { DeskCorrectionAsked } from '../../events/desk-correction-asked.v1.ts';
import { happened } from '../../events/event.ts';
import type { Cause, IdSource } from '../kernel/change.ts';
import type { OrganisationId } from '../kernel/ids.ts';
import { addMs } from '../kernel/time.ts';
import { askEveryMs } from './desk-correction.ts';
import type { CorrectionLinks, DeskCorrectionRepository } from './desk-correction-repository.ts';

export interface AskForCorrectionDeps {
  readonly corrections: Pick<DeskCorrectionRepository, 'addLink'>;
  readonly links: CorrectionLinks;
  readonly ids: IdSource;
}

export async function askForCorrection(
  { corrections, links, ids }: AskForCorrectionDeps,
  organisationId: OrganisationId,
  cause: Cause,
): Promise<void> {
  const { programmeId, at } = cause;
  const askId = ids.next();
  const linkDigest = await links.digestOf(programmeId, organisationId, askId);
  const link = { programmeId, organisationId, askId, linkDigest, issuedAt: at };
  await corrections.addLink(link, addMs(at, -askEveryMs), {
    cause,
    audit: { action: 'ask-for-correction', target: `organisation/${organisationId}` },
    events: [happened(DeskCorrectionAsked, { organisationId, askId })],
  });
}
