/** A person has looked at a checked import and wants it as the contact list of the programme from now on. */
import * as z from 'zod';
import { ContactsImported } from '../../events/contacts-imported.v1.ts';
import { happened } from '../../events/event.ts';
import type { Cause } from '../kernel/change.ts';
import { ImportId, NationalOrganisationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Contact } from './contact.ts';
import type { ContactBook } from './contact-book.ts';
import type { ReadyImport } from './contact-import.ts';
import type { ContactImportRepository } from './contact-import-repository.ts';
import type { Correction } from './correction.ts';

export interface ConfirmImportDeps {
  readonly imports: Pick<ContactImportRepository, 'find' | 'confirm'>;
  readonly contacts: Pick<ContactBook, 'current' | 'list'>;
}

export type ConfirmImportRefusal =
  | { readonly kind: 'import-not-found' }
  | { readonly kind: 'import-not-checked-yet' }
  | { readonly kind: 'import-has-errors' }
  | { readonly kind: 'import-confirmed-already' }
  | { readonly kind: 'changed-meanwhile' };

export const ConfirmedContacts = z.object({ importId: ImportId, organisations: z.int() }).readonly();

export async function confirmImport(
  { imports, contacts }: ConfirmImportDeps,
  input: { readonly importId: ImportId },
  cause: Cause,
): Promise<Result<z.infer<typeof ConfirmedContacts>, ConfirmImportRefusal>> {
  const { programmeId, at } = cause;
  const found = await imports.find(programmeId, input.importId);
  if (found === undefined) return refuse({ kind: 'import-not-found' });
  if (found.status === 'staging') return refuse({ kind: 'import-not-checked-yet' });
  if (found.status === 'has-errors') return refuse({ kind: 'import-has-errors' });
  if (found.status === 'confirmed') return refuse({ kind: 'import-confirmed-already' });
  const { importId, organisations } = found;
  const [before, national] = await Promise.all([
    contacts.current(programmeId),
    found.nationalOrganisations === undefined ? [] : contacts.list(found, 'N'),
  ]);
  const result = { importId, organisations };
  const saved = await imports.confirm(
    { ...found, status: 'confirmed', confirmedAt: at, version: found.version + 1 },
    {
      ...{ programmeId, importId, organisations, confirmedAt: at, version: (before?.version ?? 0) + 1 },
      ...(national.length === 0 ? {} : { nationalOrganisations: national.length }),
    },
    correctionsOf(found, cause),
    {
      ...{ cause, result },
      audit: {
        action: 'confirm-import',
        target: `import/${importId}`,
        detail: { organisations, excluded: found.exclusions?.length ?? 0 },
      },
      events: [happened(ContactsImported, { ...result, ...namedOnly(national) })],
    },
  );
  return saved === 'saved' ? ok(result) : refuse({ kind: 'changed-meanwhile' });
}

/** Whoever was left out stays among those that are asked, and on the list of addresses to put right. */
function correctionsOf({ exclusions = [] }: ReadyImport, { programmeId, at }: Cause): readonly Correction[] {
  const byOrganisation = new Map(
    exclusions.flatMap(({ organisationId, reason }) =>
      organisationId === undefined ? [] : [[organisationId, reason] as const],
    ),
  );
  return [...byOrganisation].map(([organisationId, detail]) => ({
    ...{ programmeId, organisationId, notedAt: at, reason: 'excluded' as const, detail },
  }));
}

/** Names of organisations travel, their addresses do not. */
function namedOnly(national: readonly Contact[]) {
  if (national.length === 0) return {};
  const nationalOrganisations = national.map(({ organisationId, name }) => ({
    organisationId: NationalOrganisationId.parse(organisationId),
    name,
  }));
  return { nationalOrganisations };
}
