/** The comparison of measures (M09): as a page, as a file, and for programs; all three from one choice. */
import * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import { type BodyKind, bodyKinds, chooseBodies } from '../../../shared/directory/choose-bodies.ts';
import {
  type ComparedTable,
  comparedForms,
  compareMeasures,
  comparisonLines,
} from '../../../shared/directory/compare-measures.ts';
import { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import { comparedQuestions, type FormDefinition } from '../../../shared/programmes/form-definition.ts';
import { problemOf, RefusedRequest } from '../../platform/http/problem.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { problems } from '../problems.ts';
import { FileFormat, lostInCp932, tableFile } from '../table-file.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { renderComparisonPage } from './pages/comparison-page.tsx';

/** What is left empty on the page is sent too. */
const choice = {
  form: z.string().max(60).optional(),
  prefecture: z.union([LocalGovernmentCode, z.literal('')]).optional(),
  kind: z.union([z.enum(Object.keys(bodyKinds).filter(isBodyKind)), z.literal('')]).optional(),
  codes: z.string().max(3000).optional(),
  /** Ids of questions; several are parted by commas, or stand several times. */
  fields: z.string().max(3000).optional(),
};

export const ComparisonChoice = z.object(choice);
export const ComparisonFile = ComparisonChoice.extend({ format: FileFormat });
export type ComparisonChoice = z.infer<typeof ComparisonChoice>;
type Request<Input = ComparisonChoice> = RouteRequest<Caller, Input>;
type Deps = Pick<StaffDirectoryDeps, 'measures'>;

type ComparisonRefusal = { readonly kind: keyof typeof problems };

async function compare({ measures }: Deps, request: Request): Promise<Result<ComparedTable, ComparisonRefusal>> {
  const { who, input } = request;
  const form = formOf(request);
  if (form === undefined) return refuse({ kind: 'form-not-known' });
  const ids = fieldsOf(request);
  const questions = comparedQuestions(form).filter(({ id }) => ids.includes(id));
  if (questions.length === 0) return refuse({ kind: 'no-question-chosen' });
  const { prefecture, kind, codes } = input;
  const bodies = chooseBodies({ prefecture: prefecture || undefined, kind: kind || undefined, codes });
  if (!bodies.ok) return bodies;
  const entries = await measures.ofOrganisations(
    { programmeId: who.programmeId, formId: form.id },
    bodies.value.map(({ code }) => code),
  );
  return ok(compareMeasures(who.programmeId, { form, questions }, bodies.value, entries));
}

function formOf({ who, input }: Request): FormDefinition | undefined {
  const forms = comparedForms(who.programmeId);
  return input.form === undefined || input.form === '' ? forms[0] : forms.find(({ id }) => id === input.form);
}

function fieldsOf({ http }: Request): readonly string[] {
  return (http.queryLists['fields'] ?? []).flatMap((each) => each.split(','));
}

export function createShowComparison(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input, http } = request;
    const forms = comparedForms(who.programmeId);
    const form = formOf(request);
    const isChosen = Object.keys(http.query).length > 0;
    const compared = isChosen ? await compare(deps, request) : undefined;
    const table = compared?.ok === true ? compared.value : undefined;
    const refusal = compared?.ok === false ? problemOf(problems, compared.refusal) : undefined;
    const page = renderComparisonPage({
      ...{ caller: who, guard, forms, form, choice: input, table },
      fields: isChosen ? fieldsOf(request) : firstFields(form),
      ...(refusal === undefined ? {} : { problem: refusal.sentence }),
      ...(table === undefined ? {} : { lost: lostInCp932(comparisonLines(table)) }),
    });
    return html(refusal?.status ?? 200, page);
  };
}

/** What every body was asked to answer, so that the first table is not full of gaps. */
function firstFields(form: FormDefinition | undefined): readonly string[] {
  return form === undefined
    ? []
    : comparedQuestions(form)
        .flatMap(({ id, showWhen }) => (showWhen ? [] : [id]))
        .slice(0, 4);
}

export function createDownloadComparison(deps: Deps) {
  return async (request: Request<z.infer<typeof ComparisonFile>>): Promise<Reply> => {
    const table = orRefuse(await compare(deps, request));
    return tableFile(
      comparisonLines(table),
      request.input.format,
      { plain: 'comparison', full: '施策の比較' },
      request.at,
    );
  };
}

export const ComparisonBody = z.object({
  formId: z.string(),
  fields: z.array(z.object({ id: z.string(), label: z.string(), definition: z.string() })),
  organisations: z.array(
    z.object({
      organisationId: LocalGovernmentCode,
      name: z.string(),
      referenceDay: z.string().optional(),
      confirmedOn: z.string().optional(),
      /** In the order of the fields, as people read it; 未回答 where nothing was answered. */
      values: z.array(z.string()),
    }),
  ),
});

export function createCompareByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { form, questions, rows } = orRefuse(await compare(deps, request));
    const body: z.infer<typeof ComparisonBody> = {
      formId: form.id,
      fields: questions.map(({ id, label, comparison }) => ({ id, label, definition: comparison.definition })),
      organisations: rows.map(({ code, cells, ...rest }) => ({ organisationId: code, ...rest, values: [...cells] })),
    };
    return json(200, body);
  };
}

function orRefuse(compared: Result<ComparedTable, ComparisonRefusal>): ComparedTable {
  if (compared.ok) return compared.value;
  throw new RefusedRequest(problemOf(problems, compared.refusal));
}

function isBodyKind(name: string): name is BodyKind {
  return Object.hasOwn(bodyKinds, name);
}
