import type * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import type { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import type { AddressOverride } from '../../../shared/notices/address-override.ts';
import type { Contact, CurrentContacts } from '../../../shared/notices/contact.ts';
import { columnLabels, contactColumns } from '../../../shared/notices/contact-columns.ts';
import { type Correction, isOpenCorrection } from '../../../shared/notices/correction.ts';
import { type nationalDigits, prefectureDigits } from '../../../shared/programmes/area.ts';
import { fullName, type LocalGovernment, localGovernments } from '../../../shared/programmes/local-governments.ts';
import { nationalOrganisationCode } from '../../../shared/programmes/national-organisations.ts';
import { asksNationalOrganisations } from '../../../shared/programmes/registry.ts';
import { csvFile } from '../../platform/export/csv-file.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import { causeOf, type RouteRequest } from '../../platform/http/route.ts';
import type { ContactsBody } from './bodies.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { currentOverrides } from './overrides.ts';
import { renderContactsPage } from './pages/contacts-page.tsx';

/** A prefecture by its code, or 全国団体. */
export type ContactArea = LocalGovernmentCode | typeof nationalDigits;

type Deps = Pick<StaffNoticesDeps, 'contacts' | 'imports'>;
type Request = RouteRequest<Caller, { prefecture?: ContactArea | undefined }>;

export interface ContactList {
  readonly current: CurrentContacts | undefined;
  /** Of the prefecture asked for; of all where none was. */
  readonly contacts: readonly Contact[];
  readonly missing: readonly LocalGovernment[];
  readonly corrections: readonly Correction[];
  readonly overrides: readonly AddressOverride[];
}

/** Who reads is written down before anything is read. */
async function readList({ contacts }: Deps, request: Request): Promise<ContactList> {
  const { who, input } = request;
  const prefecture = input.prefecture?.slice(0, 2);
  await contacts.noteReading(causeOf(request, 'read-contacts'), `contacts/${prefecture ?? 'all'}`);
  const current = await contacts.current(who.programmeId);
  const [all, noted, overrides] = await Promise.all([
    current === undefined ? [] : contacts.list(current),
    contacts.corrections(who.programmeId),
    currentOverrides({ contacts }, who),
  ]);
  const byId = new Map<string, Contact>(all.map((contact) => [contact.organisationId, contact]));
  const inForce = overrides.filter(({ status }) => status === 'in-force');
  const namedBy = new Map(inForce.map(({ organisationId, mail }) => [organisationId, mail] as const));
  return {
    current,
    contacts: all.filter(
      ({ organisationId }) => prefecture === undefined || prefectureDigits(organisationId) === prefecture,
    ),
    missing: current === undefined ? [] : localGovernments.filter(({ code }) => !byId.has(code)),
    overrides,
    corrections: noted.filter((each) =>
      isOpenCorrection(each, byId.get(each.organisationId), namedBy.get(each.organisationId)),
    ),
  };
}

export function createShowContacts(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    const [list, imports] = await Promise.all([readList(deps, request), deps.imports.listNewest(who.programmeId)]);
    return html(200, renderContactsPage({ caller: who, guard, list, imports, prefecture: input.prefecture }));
  };
}

export function createListContactsByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { current, contacts, missing, corrections } = await readList(deps, request);
    const body: z.infer<typeof ContactsBody> = {
      ...(current === undefined ? {} : { importId: current.importId, confirmedAt: current.confirmedAt }),
      asked: localGovernments.length,
      listed: (current?.organisations ?? 0) - (current?.nationalOrganisations ?? 0),
      nationalOrganisations: current?.nationalOrganisations ?? 0,
      missing: missing.map(({ code }) => code),
      contacts: [...contacts],
      corrections: corrections.map(({ programmeId: _, repaired: __, ...each }) => each),
    };
    return json(200, body);
  };
}

/** Codes for 全国団体 that the template brings along; rows that nobody fills in are left out on import. */
const codesOffered = 100;

/** Every local government with its code and name, then free codes for 全国団体; what is asked for stands empty. */
export function createDownloadTemplate() {
  return async ({ who }: RouteRequest<Caller, object>): Promise<Reply> => {
    const rows = localGovernments.map((each) => [each.code, fullName(each), '', '', '', '']);
    const free = asksNationalOrganisations(who.programmeId)
      ? Array.from({ length: codesOffered }, (_, place) => [nationalOrganisationCode(place + 1), '', '', '', '', ''])
      : [];
    const all = [contactColumns.map((column) => columnLabels[column]), ...rows, ...free];
    return csvFile(all, { plain: 'contacts.csv', full: '連絡先の様式.csv' });
  };
}
