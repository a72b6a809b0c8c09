/** The staff function of surveys over stores in memory, with every role signed in. */
import type { StaffSurveysDeps } from '../../../functions/surveys/staff/deps.ts';
import { createRoutes } from '../../../functions/surveys/staff/routes.ts';
import { surveyForms } from '../../../functions/surveys/survey-forms.ts';
import { surveyRecipients } from '../../../functions/surveys/survey-recipients.ts';
import type { Role } from '../../../shared/access/role.ts';
import type { ChangeRecord, Command } from '../../../shared/kernel/change.ts';
import { ImportId } from '../../../shared/kernel/ids.ts';
import { aRecord, countedIds, fakeLinks, now, programmeId } from '../../support/builders/surveys.ts';
import { InMemorySurveys } from '../../support/fakes/in-memory-surveys.ts';
import { asProgram, type StaffWorld, visit } from '../../support/staff-world.ts';

export interface StaffSurveys extends ReturnType<typeof staffSurveys> {}

export function staffSurveys(
  world: Pick<StaffWorld, 'door' | 'serve' | 'person' | 'token'>,
  surveys = new InMemorySurveys(),
) {
  const readings: ChangeRecord[] = [];
  const signed: { key: string; name: string; seconds: number }[] = [];
  const deps: StaffSurveysDeps = {
    ...{ ...surveys, door: world.door, ids: countedIds(), links: fakeLinks, commands: commandsIn(surveys) },
    programmes: { ...surveyForms, ...surveyRecipients },
    readLog: {
      write: async (record) => {
        readings.push(record);
      },
    },
    files: {
      linkTo: async ({ key, name }, seconds) => {
        signed.push({ key, name, seconds });
        return `https://private.example.test/${key}?signed`;
      },
    },
  };
  const routes = createRoutes(deps);
  const handler = world.serve(routes);
  return {
    ...{ surveys, readings, signed, routes, handler },
    get: (role: Role, path: string, query: Record<string, string> = {}) =>
      visit(handler, world.person(role), { path, query }),
    post: (role: Role, path: string, fields: Record<string, string> | string = {}) =>
      visit(handler, world.person(role), {
        ...{ path, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        body: String(new URLSearchParams(fields)),
      }),
    api: async (role: Role, method: string, path: string, body?: object, key = 'command-0001') =>
      visit(handler, world.person(role), {
        ...{ path: path.split('?')[0] ?? path, query: queryOf(path), method },
        headers: asProgram(await world.token(world.person(role)), { 'idempotency-key': key, cookie: '' }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    /** Without contacts no round may open. */
    importContacts: () =>
      surveys.rounds.markContacts(
        {
          ...{ programmeId, organisations: 1788, importedAt: now },
          importId: ImportId.parse('6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01'),
        },
        aRecord(),
      ),
  };
}

function queryOf(path: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));
}

/** What the table keeps of commands that were carried out. */
function commandsIn(surveys: InMemorySurveys) {
  return {
    async find(_programme: unknown, { caller, operation, key, bodyDigest }: Command) {
      const done = surveys.records.find(({ cause: { command } }) => {
        return command?.caller === caller && command.operation === operation && command.key === key;
      });
      if (done === undefined) return { kind: 'unknown' } as const;
      if (done.cause.command?.bodyDigest !== bodyDigest) return { kind: 'other-body' } as const;
      return { kind: 'done', result: done.result } as const;
    },
  };
}
