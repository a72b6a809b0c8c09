import * as z from 'zod';
import { OrganisationDesks } from '../../../shared/directory/organisation-desks.ts';
import { LocalGovernmentCode, OrganisationId } from '../../../shared/kernel/ids.ts';
import { prefectures } from '../../../shared/programmes/local-governments.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { FileFormat } from '../table-file.ts';
import {
  ComparisonBody,
  ComparisonChoice,
  ComparisonFile,
  createCompareByProgram,
  createDownloadComparison,
  createShowComparison,
} from './comparison.ts';
import { correctionRoutes } from './correction-routes.ts';
import type { StaffDirectoryDeps } from './deps.ts';
import { createDownloadDesks, createListDesks, createListDesksByProgram } from './list-desks.ts';
import { createShowDesks, createShowDesksByProgram } from './show-desks.ts';

const Prefecture = LocalGovernmentCode.refine(
  (code) => prefectures.some((prefecture) => prefecture.code === code),
  '都道府県のコード（6桁）を指定してください。',
);
const Entry = OrganisationDesks.omit({ programmeId: true });

export function createRoutes(deps: StaffDirectoryDeps): readonly AnyRoute[] {
  return [...deskRoutes(deps), ...comparisonRoutes(deps), ...correctionRoutes(deps)];
}

function comparisonRoutes(deps: StaffDirectoryDeps): readonly AnyRoute[] {
  const access = deps.door.staff('measures:read');
  return [
    route({
      ...{ method: 'GET', path: '/console/directory/comparison', access, input: ComparisonChoice },
      handler: createShowComparison(deps),
    }),
    route({
      ...{ method: 'GET', path: '/console/directory/comparison/file', access, input: ComparisonFile },
      handler: createDownloadComparison(deps),
    }),
    route({
      ...{ method: 'GET', path: '/api/v1/directory/comparison', access, input: ComparisonChoice },
      handler: createCompareByProgram(deps),
      describe: {
        operationId: 'compareMeasures',
        summary: '地方公共団体の施策を、定義と基準日を添えて並べる',
        replies: { 200: ComparisonBody },
        refusals: [422],
        example: { fields: 'plan,workers', prefecture: '130001' },
      },
    }),
  ];
}

function deskRoutes(deps: StaffDirectoryDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/directory/desks',
      access: staff('desks:read'),
      input: z.object({
        prefecture: Prefecture.optional().catch(undefined),
        name: z.string().max(60).optional().catch(undefined),
      }),
      handler: createListDesks(deps),
    }),
    route({
      method: 'GET',
      path: '/console/directory/desks/file',
      access: staff('desks:read'),
      input: z.object({ prefecture: Prefecture.optional().catch(undefined), format: FileFormat }),
      handler: createDownloadDesks(deps),
    }),
    route({
      method: 'GET',
      path: '/console/directory/desks/{organisationId}',
      access: staff('desks:read'),
      input: z.object({ organisationId: OrganisationId }),
      handler: createShowDesks(deps),
    }),
    route({
      method: 'GET',
      path: '/api/v1/directory/desks',
      access: staff('desks:read'),
      input: z.object({ prefecture: Prefecture }),
      handler: createListDesksByProgram(deps),
      describe: {
        operationId: 'listDesks',
        summary: '都道府県とその市区町村の相談窓口を見る',
        replies: { 200: z.object({ organisations: z.array(Entry) }) },
        refusals: [],
        example: { prefecture: '130001' },
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/directory/organisations/{organisationId}/desks',
      access: staff('desks:read'),
      input: z.object({ organisationId: OrganisationId }),
      handler: createShowDesksByProgram(deps),
      describe: {
        operationId: 'getDesks',
        summary: '1団体の相談窓口を見る',
        replies: { 200: Entry },
        refusals: [],
        example: { organisationId: '130001' },
      },
    }),
  ];
}
