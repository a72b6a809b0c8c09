/** Another person took a survey over: mails go to the address that was named, the first of them with the new link. */
import type * as z from 'zod';
import type { SurveyHandedOver } from '../../events/survey-handed-over.v1.ts';
import type { DepositKey } from '../kernel/address-deposit.ts';
import type { Cause } from '../kernel/change.ts';
import type { Instant } from '../kernel/time.ts';
import type { AddressOverride } from './address-override.ts';
import type { ContactBook } from './contact-book.ts';
import { isOwnAddress } from './own-address.ts';
import { type QueueNoticesDeps, queueNotices } from './queue-notices.ts';

export type TakeOverDeps = QueueNoticesDeps & {
  readonly contacts: Pick<ContactBook, 'current' | 'find' | 'depositOf' | 'overrideOf'>;
};

type HandedOver = z.output<typeof SurveyHandedOver.data>;

/** Heard again, or after a later hand-over, the mail goes out all the same: its link is the one that opens. */
export async function takeOver(
  deps: TakeOverDeps,
  handedOver: HandedOver & { readonly at: Instant },
  cause: Cause,
): Promise<void> {
  const { contacts } = deps;
  const { programmeId } = cause;
  const { roundId, organisationId, surveyTitle, dueOn, linkGeneration, at } = handedOver;
  const key: DepositKey = { programmeId, roundId, organisationId, purpose: 'hand-over', number: linkGeneration };
  const [deposit, current, before] = await Promise.all([
    contacts.depositOf(key),
    contacts.current(programmeId),
    contacts.overrideOf(programmeId, organisationId),
  ]);
  const [contact] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  const isNews = deposit !== undefined && (before === undefined || before.since < at);
  const override: AddressOverride | undefined = isNews
    ? {
        ...{ programmeId, organisationId, section: deposit.section, mail: deposit.mail, since: at },
        status: isOwnAddress(deposit.mail, contact) ? 'in-force' : 'requested',
        ...(current === undefined ? {} : { importId: current.importId }),
        version: (before?.version ?? 0) + 1,
      }
    : undefined;
  const content = {
    purpose: 'survey-invitation' as const,
    roundId,
    organisationId,
    surveyTitle,
    dueOn,
    linkGeneration,
  };
  const beside = { forgotten: key, ...(override === undefined ? {} : { override }) };
  await queueNotices(deps, { roundId, contents: [content], requestedAt: at }, cause, beside);
}
