/**
 * The confirmed contact lists of the two programmes that ask local governments, at domains that nobody owns; the second
 * one names national organisations (全国団体) too.
 */
import { createContactImportRepository } from '../../../functions/notices/dynamodb-contact-import-repository.ts';
import { createDigestSettings } from '../../../functions/notices/dynamodb-digest-settings.ts';
import type { NoticesStore } from '../../../functions/notices/notices-store.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import { createRoundRepository } from '../../../functions/surveys/dynamodb-round-repository.ts';
import type { Saved } from '../../../shared/kernel/change.ts';
import { AccountId, NationalOrganisationId, OrganisationId, type ProgrammeId } from '../../../shared/kernel/ids.ts';
import type { Instant } from '../../../shared/kernel/time.ts';
import { Contact } from '../../../shared/notices/contact.ts';
import { type ContactImport, rowsAtOnce } from '../../../shared/notices/contact-import.ts';
import { setDigestRecipients } from '../../../shared/notices/set-digest-recipients.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { markContacts } from '../../../shared/surveys/mark-contacts.ts';
import { daysBefore, namedId, pastCause, type SeedGround } from './seed-ground.ts';
import { demoImportId } from './seed-survey.ts';

export const demoContacts: readonly Contact[] = localContacts('josei-shien', '女性相談支援主管課');

const nationalNames = ['母子福祉', '父子家庭支援', 'ひとり親就業支援', 'こどもの食支援', '養育費相談', '家庭教育支援'];

/** Names that nobody bears. */
export const singleParentContacts: readonly Contact[] = [
  ...localContacts('hitorioya', 'ひとり親支援主管課'),
  ...nationalNames.map((name, place) => {
    const organisationId = nationalOrganisationCode(place + 1);
    const mail = `jimukyoku@${organisationId.toLowerCase()}.example`;
    return Contact.parse({
      organisationId,
      name: `全国${name}見本協会`,
      section: '事務局',
      mail,
      phone: '03-0000-0000',
    });
  }),
];

function localContacts(mailbox: string, sectionOfPrefectures: string): readonly Contact[] {
  return localGovernments.map(({ code, name, kind }) =>
    Contact.parse({
      organisationId: OrganisationId.parse(code),
      name,
      section: kind === 'prefecture' ? sectionOfPrefectures : '子ども家庭課',
      mail: `${mailbox}@${code}.lg.example`,
      phone: '03-0000-0000',
    }),
  );
}

export function noticesStoreOf(ground: SeedGround): NoticesStore {
  return { client: ground.client, table: ground.table('NOTICES_TABLE'), changes: ground.changesOf('NOTICES_TABLE') };
}

/** Three weeks ago a file was read, checked and confirmed. */
export async function seedContacts(
  ground: SeedGround,
  programmeId: ProgrammeId,
  contacts: readonly Contact[],
): Promise<void> {
  const imports = createContactImportRepository(noticesStoreOf(ground));
  const at = daysBefore(ground.now, 21);
  const known = await imports.find(programmeId, demoImportId);
  let staged = known ?? (await begin(ground, programmeId, contacts, at));
  while (staged.status === 'staging') {
    const chunk = contacts.slice(staged.stagedRows, staged.stagedRows + rowsAtOnce);
    const next = afterChunk(staged, chunk.length, at);
    expectSaved(await imports.stage(next, chunk, recordOf(programmeId, at, 'stage-import-chunk')));
    staged = next;
  }
  if (staged.status === 'ready') {
    const current = { programmeId, importId: demoImportId, ...countsOf(contacts), confirmedAt: at, version: 1 };
    const confirmed = { ...staged, status: 'confirmed', confirmedAt: at, version: staged.version + 1 } as const;
    expectSaved(await imports.confirm(confirmed, current, [], recordOf(programmeId, at, 'confirm-import')));
  }
  await tellSurveys(ground, programmeId, contacts, at);
}

/** Nobody else writes while an empty folder is filled. */
function expectSaved(saved: Saved): void {
  if (saved !== 'saved') throw new Error(`the demo's contacts were not written: ${saved}`);
}

function countsOf(contacts: readonly Contact[]) {
  const national = nationalOf(contacts).length;
  return { organisations: contacts.length, ...(national === 0 ? {} : { nationalOrganisations: national }) };
}

function nationalOf(contacts: readonly Contact[]) {
  return contacts.flatMap(({ organisationId, name }) => {
    const id = NationalOrganisationId.safeParse(organisationId);
    return id.success ? [{ organisationId: id.data, name }] : [];
  });
}

async function begin(
  ground: SeedGround,
  programmeId: ProgrammeId,
  contacts: readonly Contact[],
  at: Instant,
): Promise<ContactImport> {
  const contactImport: ContactImport = {
    importId: demoImportId,
    programmeId,
    fileKey: `${programmeId}/files/${demoImportId}`,
    fileSha256: sha256Hex(JSON.stringify(contacts)),
    uploadedBy: AccountId.parse(namedId(`account|body-staff@${programmeId}.example`)),
    requestedAt: at,
    warnings: 0,
    version: 1,
    ...countsOf(contacts),
    status: 'staging',
    stagedRows: rowsAtOnce,
  };
  const first = { contacts: contacts.slice(0, rowsAtOnce), problems: [], warnings: [] };
  await createContactImportRepository(noticesStoreOf(ground)).add(
    contactImport,
    first,
    recordOf(programmeId, at, 'begin-import'),
  );
  return contactImport;
}

function afterChunk(staging: Extract<ContactImport, { status: 'staging' }>, rows: number, at: Instant): ContactImport {
  const stagedRows = staging.stagedRows + rows;
  const version = staging.version + 1;
  if (stagedRows < staging.organisations) return { ...staging, stagedRows, version };
  const { stagedRows: _, ...rest } = staging;
  return { ...rest, status: 'ready', checkedAt: at, version };
}

async function tellSurveys(
  ground: SeedGround,
  programmeId: ProgrammeId,
  contacts: readonly Contact[],
  at: Instant,
): Promise<void> {
  const table = ground.table('SURVEYS_TABLE');
  const rounds = createRoundRepository({ client: ground.client, table, changes: ground.changesOf('SURVEYS_TABLE') });
  const national = nationalOf(contacts);
  const input = {
    ...{ importId: demoImportId, organisations: contacts.length, importedAt: at },
    ...(national.length === 0 ? {} : { nationalOrganisations: national }),
  };
  await markContacts({ rounds }, input, pastCause(programmeId, at, 'mark-contacts'));
}

/** Where each programme's digests go. */
export async function seedDigestRecipients(ground: SeedGround): Promise<void> {
  const digests = createDigestSettings(noticesStoreOf(ground));
  const at = daysBefore(ground.now, 21);
  for (const { identity } of programmes) {
    const input = { addresses: [`receiver-officer@${identity.id}.example`], version: 0 };
    // Refused where they are set already: a second start over the same folder changes nothing.
    await setDigestRecipients({ digests }, input, pastCause(identity.id, at, 'set-digest-recipients'));
  }
}

function recordOf(programmeId: ProgrammeId, at: Instant, action: string) {
  return { cause: pastCause(programmeId, at, action), audit: { action, target: `import/${demoImportId}` }, events: [] };
}
