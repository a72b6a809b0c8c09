import * as z from 'zod';
import { ImportId, LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { ConfirmedContacts } from '../../../shared/notices/confirm-import.ts';
import { mostExclusions } from '../../../shared/notices/contact-import.ts';
import { ExcludedRows, longestReason } from '../../../shared/notices/exclude-rows.ts';
import { DigestRecipientsSet } from '../../../shared/notices/set-digest-recipients.ts';
import { nationalDigits } from '../../../shared/programmes/area.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { ContactsBody, DigestBody, ImportBody } from './bodies.ts';
import { createDownloadTemplate, createListContactsByProgram, createShowContacts } from './contacts.ts';
import { correctionRoutes } from './corrections.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { createSetDigest, createSetDigestByProgram, createShowDigest, createShowDigestByProgram } from './digest.ts';
import {
  createConfirmImport,
  createConfirmImportByProgram,
  createDownloadFindings,
  createExcludeRows,
  createExcludeRowsByProgram,
  createShowImport,
  createShowImportByProgram,
} from './imports.ts';
import { mailRoutes } from './mail-routes.ts';
import { organisationMailRoutes } from './organisation-mails.ts';
import { overrideRoutes } from './overrides.ts';
import { revivalRoutes } from './revivals.ts';
import { trialRoutes } from './trial-routes.ts';

const Area = z.union([LocalGovernmentCode, z.literal(nationalDigits)]).optional();
const OneImport = z.object({ importId: ImportId });
/** How many there may be, and what an address is, is said line by line. */
const Recipients = z.object({
  addresses: z
    .array(z.string().max(400, '1件を400文字以内で入力してください。'), 'メールアドレスの配列で送ってください。')
    .max(100, '100件以内で送ってください。'),
  version: z.int('表示されている版を送ってください。').min(0).max(1_000_000),
});

/** Every row that is not right has to be among them; that is said row by row. */
const Reasons = z
  .array(
    z.object({
      row: z.int().min(1),
      reason: z.string().max(longestReason, `${longestReason}文字以内で入力してください。`),
    }),
  )
  .max(mostExclusions, `${mostExclusions}行以内で送ってください。`);

const exampleImport = '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01';

export function createRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  return [
    ...pages(deps),
    ...apiRoutes(deps),
    ...mailRoutes(deps),
    ...overrideRoutes(deps),
    ...correctionRoutes(deps),
    ...revivalRoutes(deps),
    ...organisationMailRoutes(deps),
  ];
}

function pages(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/console/notices/contacts',
      access: staff('contacts:read'),
      input: z.object({ prefecture: Area.catch(undefined) }),
      handler: createShowContacts(deps),
    }),
    route({
      method: 'GET',
      path: '/console/notices/contacts/template.csv',
      access: staff('contacts:read'),
      input: z.object({}),
      handler: createDownloadTemplate(),
    }),
    route({
      method: 'GET',
      path: '/console/notices/imports/{importId}',
      access: staff('contacts:read'),
      input: OneImport,
      handler: createShowImport(deps),
    }),
    route({
      method: 'GET',
      path: '/console/notices/imports/{importId}/findings.csv',
      access: staff('contacts:read'),
      input: OneImport,
      handler: createDownloadFindings(deps),
    }),
    route({
      method: 'POST',
      path: '/console/notices/imports/{importId}/confirm',
      access: staff('contacts:import'),
      input: OneImport,
      handler: createConfirmImport(deps),
    }),
    route({
      method: 'POST',
      path: '/console/notices/imports/{importId}/exclude',
      access: staff('contacts:import'),
      input: z.looseObject({ importId: ImportId }),
      handler: createExcludeRows(deps),
    }),
    route({
      method: 'GET',
      path: '/console/notices/digest',
      access: staff('contacts:read'),
      input: z.object({ result: z.literal('saved').optional().catch(undefined) }),
      handler: createShowDigest(deps),
    }),
    route({
      method: 'POST',
      path: '/console/notices/digest',
      access: staff('contacts:import'),
      input: z.looseObject({}),
      handler: createSetDigest(deps),
    }),
  ];
}

function apiRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  return [...contactApiRoutes(deps), ...digestApiRoutes(deps), ...trialRoutes(deps)];
}

function digestApiRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/api/v1/notices/digest-recipients',
      access: staff('contacts:read'),
      input: z.object({}),
      handler: createShowDigestByProgram(deps),
      describe: {
        operationId: 'getDigestRecipients',
        summary: '定期報告の送信先を見る',
        replies: { 200: DigestBody },
        refusals: [],
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/notices/digest-recipients',
      access: staff('contacts:import'),
      input: Recipients,
      handler: createSetDigestByProgram(deps),
      describe: {
        operationId: 'setDigestRecipients',
        summary: '定期報告の送信先を変更する',
        replies: { 200: DigestRecipientsSet },
        refusals: [409, 422],
        example: { addresses: ['kikaku@ministry.example.jp'], version: 0 },
      },
    }),
  ];
}

function contactApiRoutes(deps: StaffNoticesDeps): readonly AnyRoute[] {
  const { staff } = deps.door;
  return [
    route({
      method: 'GET',
      path: '/api/v1/notices/contacts',
      access: staff('contacts:read'),
      input: z.object({ prefecture: Area }),
      handler: createListContactsByProgram(deps),
      describe: {
        operationId: 'listContacts',
        summary: '確定した連絡先と、修正が必要な連絡先を見る',
        replies: { 200: ContactsBody },
        refusals: [],
        example: { prefecture: '130001' },
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/notices/imports/{importId}',
      access: staff('contacts:read'),
      input: OneImport,
      handler: createShowImportByProgram(deps),
      describe: {
        operationId: 'getContactImport',
        summary: '連絡先の取り込みの状態と、行ごとの誤りを見る',
        replies: { 200: ImportBody },
        refusals: [],
        example: { importId: exampleImport },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/notices/imports/{importId}/confirm',
      access: staff('contacts:import'),
      input: OneImport,
      handler: createConfirmImportByProgram(deps),
      describe: {
        operationId: 'confirmContactImport',
        summary: '取り込んだ連絡先を確定する',
        replies: { 200: ConfirmedContacts },
        refusals: [409, 422],
        example: { importId: exampleImport },
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/notices/imports/{importId}/exclusions',
      access: staff('contacts:import'),
      input: OneImport.extend({ rows: Reasons }),
      handler: createExcludeRowsByProgram(deps),
      describe: {
        operationId: 'excludeContactImportRows',
        summary: '誤りのある行を、理由を付けて除外する',
        replies: { 200: ExcludedRows },
        refusals: [409, 422],
        example: { importId: exampleImport, rows: [{ row: 6, reason: '担当部署を確認中のため' }] },
      },
    }),
  ];
}
