/** Desks of the 47 prefectures from the year before, in the directory and on the portal; the pages are drawn later. */

import { createAreaDesksRepository } from '../../../functions/content/dynamodb-area-desks-repository.ts';
import { createOrganisationDesksRepository } from '../../../functions/directory/dynamodb-organisation-desks-repository.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { requestSite } from '../../../shared/content/request-site.ts';
import { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import type { ChangeRecord } from '../../../shared/kernel/change.ts';
import type { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { jstDateOf } from '../../../shared/kernel/time.ts';
import { prefectures } from '../../../shared/programmes/local-governments.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { daysBefore, namedId, namedIds, pastCause, type SeedGround } from './seed-ground.ts';

export async function seedDesks(ground: SeedGround, programmeId: ProgrammeId): Promise<void> {
  const { client } = ground;
  const directory = createOrganisationDesksRepository({
    client,
    table: ground.table('DIRECTORY_TABLE'),
    changes: ground.changesOf('DIRECTORY_TABLE'),
  });
  const areas = createAreaDesksRepository({
    client,
    table: ground.table('CONTENT_TABLE'),
    changes: ground.changesOf('CONTENT_TABLE'),
  });
  for (const entry of demoEntries(ground, programmeId)) {
    const { organisationId, version, confirmedOn, desks, source } = entry;
    const cause = pastCause(programmeId, source.acceptedAt, `desks|${organisationId}`);
    const record = (action: string) => ({
      cause,
      audit: { action, target: `organisation/${organisationId}` },
      events: [],
    });
    await directory.save(entry, record('record-accepted-desks'));
    await areas.save({ programmeId, organisationId, version, confirmedOn, desks: [...desks] }, record('project-desks'));
  }
}

function demoEntries(ground: SeedGround, programmeId: ProgrammeId): readonly OrganisationDesks[] {
  const acceptedAt = daysBefore(ground.now, 200);
  return prefectures.map(({ code, name }, place) =>
    OrganisationDesks.parse({
      programmeId,
      organisationId: code,
      version: 1,
      confirmedOn: jstDateOf(acceptedAt),
      desks: [
        {
          deskId: `${code}-1`,
          name: `${name}女性相談支援センター`,
          section: '女性相談支援主管課',
          phone: '#8778',
          openDays: '月、火、水、木、金',
          openHours: '9:00-17:00',
          languages: '日本語、英語',
        },
      ],
      source: {
        roundId: namedId('round-of-the-year-before'),
        referenceNumber: `DEMO-${String(place + 1).padStart(4, '0')}`,
        acceptedAt,
      },
    }),
  );
}

/** Sets the first drawing of every portal in motion: this one event is not of the past. */
export async function requestSites(ground: SeedGround): Promise<void> {
  const tables = {
    own: ground.table('CONTENT_TABLE'),
    outbox: ground.table('OUTBOX_TABLE'),
    audit: ground.table('AUDIT_TABLE'),
  };
  const changes = createChangeSaver(ground.client, tables, namedIds('sites'));
  const note = async (record: ChangeRecord) => {
    await changes.save([], record);
  };
  for (const { identity, portal } of programmes) {
    if (portal !== undefined) await requestSite({ note }, pastCause(identity.id, ground.now, 'request-site'));
  }
}
