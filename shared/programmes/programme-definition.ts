/**
 * The closed language in which a programme (事業) is written as data: who takes part, what is asked, what is owed, each
 * with the clause that says so.
 *
 * Nuances: a *duty* is what a programme demands; the obligation of one body for one period, and the report that meets
 * it, are other things and live in `shared/reports`. Where a clause can be read in two ways, the reading is a setting
 * here.
 */
import type { Role } from '../access/role.ts';
import type { EventDueRule, PeriodDueRule } from '../calendar/due-rule.ts';
import { FiscalYear } from '../calendar/fiscal-year.ts';
import { ProgrammeId } from '../kernel/ids.ts';
import { JstDate } from '../kernel/time.ts';
import type { FormDefinition } from './form-definition.ts';

/** The clause in the programme's document: 実施要綱 第3の1(1). */
type Clause = string;

interface Identity {
  readonly id: ProgrammeId;
  /** The full name of the programme, as the document's title gives it. */
  readonly title: string;
  /** For menus and mail subjects. */
  readonly shortName: string;
  readonly fiscalYear: FiscalYear;
  /** The document that everything is cited from. */
  readonly document: { readonly title: string; readonly kind: '実施要綱' | '仕様書'; readonly issuer: string };
  readonly period: { readonly from: JstDate; readonly to: JstDate; readonly source: Clause };
}

/** What the implementing body (実施団体) is in this programme. */
type BodyKind = 'adopted-organisation' | 'council' | 'contractor' | 'city';

interface Parties {
  /** Who carries the programme out and owes the reports; the name as pages call it. */
  readonly implementingBody: { readonly kind: BodyKind; readonly name: string; readonly source: Clause };
  /** Who receives them. */
  readonly receiver: { readonly name: string; readonly organ: string; readonly source: Clause };
  readonly others: readonly { readonly name: string; readonly part: string; readonly source: Clause }[];
}

/** A portal (ポータルサイト) that the public reads. */
export interface Portal {
  /** First label of its address on one machine, and its name in keys; says nothing about its subject. */
  readonly key: string;
  readonly title: string;
  /** What stands in the browser's tab, history and share preview: a reader may be watched. */
  readonly neutralName: string;
  readonly source: Clause;
}

export interface SurveyTemplate {
  readonly form: FormDefinition;
  readonly title: string;
  /** Who is asked; `national-organisations` (全国団体) have a denominator of their own. */
  readonly recipients: readonly ('local-governments' | 'national-organisations')[];
  readonly source: Clause;
}

export interface MailSettings {
  readonly senderName: string;
  readonly contactSection: string;
  /** The body's telephone for questions, or `telephoneNotAssigned`. */
  readonly phone: string;
}

/** Stands where the body has no number for the programme yet; no telephone has it (it begins with 0 after 03). */
export const telephoneNotAssigned = '03-0000-0000';

interface Duty {
  readonly id: string;
  readonly title: string;
  /** What one instance is about; `event` where something that happens sets it off. */
  readonly per: 'month' | 'quarter' | 'fiscal-year' | 'evaluation' | 'event';
  readonly due: PeriodDueRule | EventDueRule;
  /** The prescribed form (様式) that discharges it, by id. */
  readonly form?: string;
  readonly source: Clause;
}

/** A prescribed form (様式): its name in the document, and the form that is filled in. */
interface PrescribedForm {
  readonly name: string;
  readonly form: FormDefinition;
  readonly source: Clause;
}

/** One milestone of an incident's clock. `at-once` where the document says 直ちに or 速やかに and gives no hours. */
interface IncidentMilestone {
  readonly id: string;
  readonly title: string;
  readonly within: { readonly minutes: number; readonly after: string } | 'at-once';
  readonly source: Clause;
}

/** How long records are kept; a hold under audit or litigation goes before it. */
interface RetentionRule {
  readonly what: string;
  readonly yearsAfterFiscalYearEnd: number;
  readonly source: Clause;
}

export interface ProgrammeDefinition {
  readonly identity: Identity;
  readonly parties: Parties;
  /** The roles that exist in this programme, by what the document calls them. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  readonly rolesSource: Clause;
  readonly portal?: Portal;
  readonly surveys: readonly SurveyTemplate[];
  readonly mail: MailSettings;
  readonly duties: readonly Duty[];
  readonly prescribedForms: readonly PrescribedForm[];
  readonly incidentClock: readonly IncidentMilestone[];
  readonly retention: readonly RetentionRule[];
}

/** As it is written down: ids, years and days as plain text and numbers. */
type Written = Omit<ProgrammeDefinition, 'identity'> & {
  readonly identity: Omit<Identity, 'id' | 'fiscalYear' | 'period'> & {
    readonly id: string;
    readonly fiscalYear: number;
    readonly period: { readonly from: string; readonly to: string; readonly source: Clause };
  };
};

/** Takes a programme into the language; a malformed id or day is a fault. */
export function defineProgramme(written: Written): ProgrammeDefinition {
  const { id, fiscalYear, period, ...names } = written.identity;
  return {
    ...written,
    identity: {
      ...names,
      id: ProgrammeId.parse(id),
      fiscalYear: FiscalYear.parse(fiscalYear),
      period: { from: JstDate.parse(period.from), to: JstDate.parse(period.to), source: period.source },
    },
  };
}
