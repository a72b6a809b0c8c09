import { everyKey, get, inEveryProgramme, put, putInParts, remove } from '../capabilities.ts';
import { below } from '../constructs/http-function.ts';
import type { FunctionEntry, Holdings } from './entry.ts';
import { change, staffDoor, staffPage } from './habits.ts';

export function assets(house: Holdings): readonly FunctionEntry[] {
  const { tables, quarantine, privateFiles } = house;
  const changes = change(tables.assets, house);
  return [
    {
      trigger: 'http',
      folder: 'assets/staff',
      paths: [...below('/console/assets'), ...below('/api/v1/assets')],
      ...staffPage,
      may: [
        ...changes,
        staffDoor(house),
        putInParts(quarantine, everyKey),
        // A completion that is repeated finds the object that the first one made.
        get(quarantine, everyKey),
        get(privateFiles, inEveryProgramme('files')),
      ],
      failureImpact: 'Staff cannot upload files or fetch those that were cleared.',
    },
    {
      trigger: 'event',
      folder: 'assets/on-scan-result',
      bus: 'default',
      pattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [quarantine.bucketName] } },
      },
      memoryMb: 1024,
      // A video of several gigabytes is copied in parts.
      timeoutSeconds: 600,
      concurrency: 5,
      batchSize: 1,
      may: [
        ...changes,
        get(quarantine, everyKey),
        remove(quarantine, everyKey),
        put(privateFiles, inEveryProgramme('files')),
      ],
      failureImpact: 'Uploaded files stay in quarantine: contact lists are not imported, assets cannot be published.',
    },
  ];
}
