import { deposit, deriveLinks, get, inEveryProgramme, know, put, read } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, hears, lateStartSeconds, staffDoor, staffPage, subscriber } from './habits.ts';

export function surveys(house: Holdings): readonly FunctionEntry[] {
  const { tables, privateFiles, linkKey } = house;
  const changes = change(tables.surveys, house);
  return [
    {
      trigger: 'http',
      folder: 'surveys/public',
      // The gateway allows one variable beside another only below it; what follows the session stands there too.
      paths: ['/s', '/s/{token}', '/s/{token}/{proxy+}'],
      memoryMb: 1024,
      timeoutSeconds: 20,
      concurrency: 200,
      // Whoever types a code gets the session that the mailed link would have given. A colleague's address goes straight
      // to `notices`, which owns addresses.
      may: [...changes, deriveLinks(linkKey), deposit(tables.notices)],
      failureImpact: 'Municipal officers cannot open, save or submit their answers before the closing day.',
    },
    {
      trigger: 'http',
      folder: 'surveys/files',
      paths: below('/s/files'),
      memoryMb: 1024,
      timeoutSeconds: 20,
      concurrency: 20,
      // Reads files that strangers send, so it can change nothing.
      may: [read(tables.surveys), know(tables.outbox), know(tables.audit), deriveLinks(linkKey)],
      failureImpact:
        'Municipal officers cannot answer by Excel file, print the circulation sheet or see their calendar.',
    },
    {
      trigger: 'http',
      folder: 'surveys/staff',
      paths: [...below('/console/surveys'), ...below('/api/v1/surveys')],
      ...staffPage,
      may: [...changes, staffDoor(house), deriveLinks(linkKey), get(privateFiles, inEveryProgramme('collations'))],
      failureImpact: 'Staff of the implementing body cannot open a round, follow its progress or fetch the collation.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-contacts-imported',
      pattern: hears('contacts-imported.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'A newly imported contact list cannot be used to open a survey round.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-round-opening-requested',
      pattern: hears('round-opening-requested.v1'),
      ...subscriber,
      may: [...changes, deriveLinks(linkKey)],
      failureImpact: 'A survey round stays in opening and nobody is invited.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-invitations-issued',
      pattern: hears('invitations-issued.v1'),
      ...subscriber,
      may: [...changes, deriveLinks(linkKey)],
      failureImpact: 'A survey round stops opening half-way and the remaining local governments are not invited.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-invitation-delivery-changed',
      pattern: hears('invitation-delivery-changed.v1', 'pre-notice-delivery-changed.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'The progress of a round does not show which mails arrived and which came back.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-delegation-declined',
      pattern: hears('delegation-declined.v1', 'delegation-delivery-changed.v1'),
      ...subscriber,
      may: [...changes, know(tables.notices)],
      failureImpact:
        'Officers who share a draft are not told that the address is none of their organisation, or that the mail came back.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-form-upgraded',
      pattern: hears('form-upgraded.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'A round moved to a newer form keeps asking some local governments by the older one.',
    },
    {
      trigger: 'event',
      folder: 'surveys/on-desk-changed',
      pattern: hears('desk-changed.v1'),
      ...subscriber,
      may: changes,
      failureImpact: 'The next survey shows a desk as it was before it was corrected, and an officer may put it back.',
    },
    {
      trigger: 'schedule',
      folder: 'surveys/remind-due',
      schedule: 'cron(0 9 * * ? *)',
      startWithinSeconds: lateStartSeconds,
      memoryMb: 512,
      timeoutSeconds: 300,
      concurrency: 1,
      may: changes,
      failureImpact: 'Local governments that have not answered are not reminded today.',
    },
    {
      trigger: 'event',
      folder: 'surveys/collate-round',
      pattern: hears('collation-requested.v1'),
      ...subscriber,
      memoryMb: 2048,
      timeoutSeconds: 300,
      batchSize: 1,
      may: [...changes, put(privateFiles, inEveryProgramme('collations'))],
      failureImpact: 'Staff cannot get the collated answers as XLSX and CSV.',
    },
  ];
}
