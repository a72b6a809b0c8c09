import type { JstDate } from '../../../shared/kernel/time.ts';
import type { Letter, LetterMatter, LetterWriter } from '../../../shared/notices/letter.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { findProgramme } from '../../../shared/programmes/registry.ts';
import { writeAddition } from './addition.ts';
import { writeCancellation } from './cancellation.ts';
import { writeChange } from './changes.ts';
import { writeCorrection } from './correction.ts';
import { writeDelegation } from './delegation.ts';
import { writeDigest } from './digest.ts';
import { writeInvitation } from './invitation.ts';
import { writePreNotice } from './pre-notice.ts';
import { writeReceipt } from './receipt.ts';
import { writeReminder } from './reminders.ts';

/** @param appOrigin `https://app.example.jp` */
export function createLetterWriter(appOrigin: string): LetterWriter {
  return {
    write(programmeId, matter, on) {
      const programme = findProgramme(programmeId);
      if (programme === undefined) throw new Error('a notice belongs to no programme of the registry');
      return { senderName: programme.mail.senderName, ...wordsOf(matter, on, programme, `${appOrigin}/console`) };
    },
  };
}

function wordsOf(
  matter: LetterMatter,
  on: JstDate,
  programme: ProgrammeDefinition,
  consoleUrl: string,
): Pick<Letter, 'subject' | 'text'> {
  if (matter.kind === 'digest') return writeDigest(matter.content, programme, consoleUrl);
  if (matter.kind === 'delegation') return writeDelegation(matter, programme.mail);
  if (matter.kind === 'pre-notice') return writePreNotice(matter, programme);
  if (matter.kind === 'cancellation') return writeCancellation(matter, programme.mail);
  if (matter.kind === 'correction') return writeCorrection(matter, programme.mail);
  const { content, contact, link } = matter;
  switch (content.purpose) {
    case 'survey-invitation':
      return writeInvitation({ content, contact, link, on }, programme.mail);
    case 'survey-reminder':
      return writeReminder({ content, contact, link, on }, programme.mail);
    case 'survey-addition':
      return writeAddition({ content, contact, link, on }, programme.mail);
    case 'survey-change':
      return writeChange({ content, contact, link, on }, programme.mail);
    case 'survey-receipt':
      return writeReceipt({ content, contact, link, on }, programme.mail);
  }
}
