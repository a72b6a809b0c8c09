/**
 * Checks a whole contact file and says everything that is wrong with it at once: people fix a file in one go or give
 * up. A file with one bad row gives no contact at all.
 */
import { OrganisationId } from '../kernel/ids.ts';
import { normalisePhone } from '../kernel/phone.ts';
import { keepAsTyped, normaliseMailAddress } from '../kernel/text.ts';
import { fullName } from '../programmes/local-governments.ts';
import { isNational } from '../programmes/national-organisations.ts';
import { checkCode } from './check-code.ts';
import type { Contact } from './contact.ts';
import { type ContactColumn, columnOf, contactColumns, neededColumns } from './contact-columns.ts';
import type { ContactTable, TableCell } from './contact-table.ts';
import type { FileProblem, FileWarning, ProblemKind } from './file-problem.ts';
import { isNameOf } from './official-name.ts';

export type CheckedTable =
  | { readonly ok: true; readonly contacts: readonly Contact[]; readonly warnings: readonly FileWarning[] }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      readonly warnings: readonly FileWarning[];
      /** Of the rows without a problem, where all problems are of rows; else nothing is said of rows. */
      readonly right?: readonly Contact[];
    };

/** Rows of organisations; 1,788 are expected. */
export const mostRows = 5_000;
/** A round keeps the names of those that it asks. */
export const mostNationalOrganisations = 300;
/** A title may stand above the heading. */
const headingWithin = 10;
const mostCharacters = { code: 20, name: 120, section: 120, mail: 254, cc: 254, phone: 60 } as const;

type Places = Readonly<Partial<Record<ContactColumn, number>>>;

const onlyLocalGovernments: AskedContacts = { nationalOrganisations: false };

/** What a programme asks for in its contact list. */
export interface AskedContacts {
  readonly nationalOrganisations: boolean;
}

/** @param leftOut rows that staff left out on purpose, as the spreadsheet counts them */
export function checkContactTable(
  table: ContactTable,
  asked = onlyLocalGovernments,
  leftOut: ReadonlySet<number> = new Set(),
): CheckedTable {
  const heading = headingRow(table);
  const { places, problems } = readHeading(table[heading] ?? [], heading + 1);
  if (problems.length > 0) return { ok: false, problems, warnings: [] };
  const rows = table
    .map((cells, at) => ({ cells, row: at + 1 }))
    .filter(({ cells, row }) => row > heading + 1 && cells.some(({ text }) => text.trim() !== ''))
    .filter(({ cells, row }) => !isFreeCode(cells, places) && !leftOut.has(row));
  if (rows.length === 0) return { ok: false, problems: [{ kind: 'no-rows' }], warnings: [] };
  if (rows.length > mostRows) return { ok: false, problems: [{ kind: 'too-many-rows' }], warnings: [] };
  const check = createRowCheck(places, asked);
  const read = rows.map(({ cells, row }) => ({ row, contact: check.read(cells, row) }));
  const contacts = read.flatMap(({ contact }) => contact ?? []);
  if (contacts.filter(({ organisationId }) => isNational(organisationId)).length > mostNationalOrganisations) {
    return { ok: false, problems: [{ kind: 'too-many-national' }], warnings: [] };
  }
  if (check.problems.length > 0) {
    const wrong = new Set(check.problems.map(({ row }) => row));
    const right = read.flatMap(({ row, contact }) => (wrong.has(row) ? [] : (contact ?? [])));
    return { ok: false, problems: check.problems, warnings: check.warnings, right };
  }
  return { ok: true, contacts, warnings: check.warnings };
}

/** The first row near the top that has two headings of ours, else the first row with anything in it. */
function headingRow(table: ContactTable): number {
  const top = table.slice(0, headingWithin);
  const found = top.findIndex((cells) => cells.filter(({ text }) => columnOf(text) !== undefined).length >= 2);
  return found >= 0
    ? found
    : Math.max(
        0,
        top.findIndex((cells) => cells.some(({ text }) => text.trim() !== '')),
      );
}

function readHeading(cells: readonly TableCell[], row: number): { places: Places; problems: FileProblem[] } {
  const found = cells.map(({ text }) => columnOf(text));
  const twice = contactColumns.filter((column) => found.indexOf(column) !== found.lastIndexOf(column));
  const missing = neededColumns.filter((column) => !found.includes(column));
  const places = Object.fromEntries(
    contactColumns.filter((column) => found.includes(column)).map((column) => [column, found.indexOf(column)]),
  );
  const problems: FileProblem[] = [
    ...missing.map((column) => ({ kind: 'column-missing' as const, column, row })),
    ...twice.map((column) => ({ kind: 'column-twice' as const, column, row })),
  ];
  return { places, problems };
}

/** A code that the template offers to a national organisation and nobody took. */
function isFreeCode(cells: readonly TableCell[], { code }: Places): boolean {
  return cells.every(({ text }, at) => (at === code ? /^\s*N\d{5}\s*$/.test(text) : text.trim() === ''));
}

interface ReadRow {
  /** Where the code is right. */
  readonly organisationId?: OrganisationId;
  readonly contact?: Contact;
}

function createRowCheck(places: Places, asked: AskedContacts) {
  const problems: FileProblem[] = [];
  const warnings: FileWarning[] = [];
  const firstRowOf = new Map<string, number>();

  function textOf(cells: readonly TableCell[], row: number, column: ContactColumn): string | undefined {
    const place = places[column];
    const { text, kind } = (place === undefined ? undefined : cells[place]) ?? { text: '', kind: 'text' };
    const typed = keepAsTyped(text).trim();
    const fault = faultOf(typed, kind, column);
    if (fault !== undefined) problems.push({ kind: fault, row, column });
    return fault === undefined ? typed : undefined;
  }

  /** The place has its official name, a national organisation the one that the file gives it. */
  function readCode(typed: string, row: number) {
    const checked = checkCode(typed, asked.nationalOrganisations);
    if (!checked.ok) {
      const { kind, hint } = checked;
      problems.push({ kind, row, column: 'code', ...(hint === undefined ? {} : { hint }) });
      return undefined;
    }
    const found =
      'national' in checked
        ? { code: checked.national, place: undefined }
        : { code: checked.localGovernment.code, place: checked.localGovernment };
    const { code } = found;
    const before = firstRowOf.get(code);
    if (before === undefined) firstRowOf.set(code, row);
    else problems.push({ kind: 'code-twice', row, column: 'code', hint: String(before) });
    return { organisationId: OrganisationId.parse(code), place: found.place };
  }

  function readMail(typed: string | undefined, row: number, column: 'mail' | 'cc'): string | undefined {
    if (typed === undefined || typed === '') return undefined;
    const mail = normaliseMailAddress(typed);
    if (mail === undefined) problems.push({ kind: 'mail-form', row, column });
    return mail;
  }

  function read(cells: readonly TableCell[], row: number): Contact | undefined {
    const first = problems.length;
    const { organisationId, contact } = readRow(cells, row);
    if (organisationId !== undefined) {
      for (const [place, problem] of problems.slice(first).entries())
        problems[first + place] = { ...problem, organisationId };
    }
    return contact;
  }

  function readRow(cells: readonly TableCell[], row: number): ReadRow {
    const [code, name, section] = (['code', 'name', 'section'] as const).map((column) => textOf(cells, row, column));
    const mail = readMail(textOf(cells, row, 'mail'), row, 'mail');
    const cc = readMail(textOf(cells, row, 'cc'), row, 'cc');
    const phone = textOf(cells, row, 'phone');
    const found = code === undefined ? undefined : readCode(code, row);
    if (phone && normalisePhone(phone) === undefined) warnings.push({ kind: 'phone-form', row, column: 'phone' });
    if (found === undefined) return {};
    const { organisationId, place } = found;
    if (name === undefined) return { organisationId };
    if (place !== undefined && !isNameOf(name, place))
      warnings.push({ kind: 'name-differs', row, column: 'name', hint: fullName(place) });
    if (section === undefined || mail === undefined) return { organisationId };
    const optional = { ...(cc === undefined ? {} : { cc }), ...(phone ? { phone } : {}) };
    return { organisationId, contact: { organisationId, name, section, mail, ...optional } };
  }

  return { problems, warnings, read };
}

function faultOf(typed: string, kind: TableCell['kind'], column: ContactColumn): ProblemKind | undefined {
  if (kind === 'formula' || kind === 'merged') return kind;
  const isNeeded = neededColumns.some((needed) => needed === column);
  if (typed === '') return isNeeded ? 'empty' : undefined;
  return typed.length > mostCharacters[column] ? 'too-long' : undefined;
}
