import { deriveLinks, get, inEveryProgramme, sendMail, write } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, everyMinute, hears, lateStartSeconds, staffDoor, staffPage, subscriber } from './habits.ts';

export function notices(house: Holdings): readonly FunctionEntry[] {
  const { tables, privateFiles, linkKey, mail } = house;
  const changes = change(tables.notices, house);
  return [
    {
      trigger: 'http',
      folder: 'notices/staff',
      paths: [...below('/console/notices'), ...below('/api/v1/notices')],
      ...staffPage,
      may: [...changes, staffDoor(house)],
      failureImpact: 'Staff cannot check or confirm a contact list, nor see which mails arrived.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-file-cleared',
      pattern: hears('file-cleared.v1'),
      ...subscriber,
      memoryMb: 1024,
      batchSize: 1,
      may: [...changes, get(privateFiles, inEveryProgramme('files'))],
      failureImpact: 'An uploaded contact list is not read and its import does not begin.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-import-chunk-staged',
      pattern: hears('import-chunk-staged.v1'),
      ...subscriber,
      memoryMb: 1024,
      batchSize: 1,
      may: [...changes, get(privateFiles, inEveryProgramme('files'))],
      failureImpact: 'The import of a contact list stops half-way and cannot be confirmed.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-invitations-issued',
      pattern: hears('invitations-issued.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'Local governments are invited on paper only: their mails with the link are not queued.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-round-announced',
      pattern: hears('round-announced.v1', 'round-cancelled.v1'),
      ...subscriber,
      may: changes,
      failureImpact:
        'Nobody hears of a survey weeks ahead, or that it is not carried out, and dead addresses are found only when it has begun.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-desk-correction',
      pattern: hears('desk-correction-asked.v1', 'desk-correction-decided.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'Municipalities get no link to correct their desks, and do not hear what became of a correction.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-reminders-due',
      pattern: hears('reminders-due.v1', 'morning-run-finished.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'Reminders that fell due this morning are not queued as mails.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-round-state-changed',
      pattern: hears(
        'round-opened.v1',
        'response-submitted.v1',
        'response-accepted.v1',
        'response-returned.v1',
        'response-recalled.v1',
        'invitation-terms-changed.v1',
        'form-upgraded.v1',
      ),
      ...subscriber,
      may: changes,
      failureImpact:
        'Officers get no receipt and do not learn that an answer was returned, a due day moved or a question added, and the weekly digest misses what happened.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-survey-shared',
      pattern: hears('survey-delegated.v1', 'survey-delegation-ended.v1', 'survey-handed-over.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'Colleagues and successors get no link, and addresses that are no longer needed stay.',
    },
    {
      trigger: 'event',
      folder: 'notices/on-mail-event',
      pattern: {
        source: ['aws.ses'],
        'detail-type': [
          'Email Bounced',
          'Email Complaint Received',
          'Email Delivered',
          'Email Delivery Delayed',
          'Email Rejected',
          'Email Rendering Failed',
          'Email Sent',
        ],
      },
      ...subscriber,
      bus: 'default',
      may: changes,
      failureImpact: 'Staff do not learn which invitations bounced, and an unsettled mail may be sent a second time.',
    },
    {
      trigger: 'schedule',
      folder: 'notices/send-mail',
      ...everyMinute,
      memoryMb: 512,
      // Ends before the next minute begins, so that one run never overtakes another and the rate holds.
      timeoutSeconds: 55,
      concurrency: 1,
      may: [...changes, deriveLinks(linkKey), sendMail(mail)],
      failureImpact: 'No mail leaves: invitations, reminders, receipts and digests all wait.',
    },
    {
      trigger: 'schedule',
      folder: 'notices/digests',
      schedule: 'cron(0 9 * * ? *)',
      startWithinSeconds: lateStartSeconds,
      memoryMb: 512,
      timeoutSeconds: 120,
      concurrency: 1,
      may: changes,
      failureImpact: 'The receivers of the programmes do not get the digest of the week or month.',
    },
    {
      trigger: 'schedule',
      folder: 'notices/check-morning-runs',
      schedule: 'cron(30 9 * * ? *)',
      startWithinSeconds: 60,
      memoryMb: 256,
      timeoutSeconds: 60,
      concurrency: 1,
      may: [write(tables.notices)],
      failureImpact: 'A morning run has not reported by half past nine: reminders or digests of today are missing.',
    },
  ];
}
