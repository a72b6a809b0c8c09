import type * as z from 'zod';
import type { Caller } from '../../../shared/access/policy.ts';
import type { RoundId } from '../../../shared/kernel/ids.ts';
import type { Notice, NoticePurpose, NoticeStatus } from '../../../shared/notices/notice.ts';
import type { NoticeGroup } from '../../../shared/notices/notice-repository.ts';
import { csvFile } from '../../platform/export/csv-file.ts';
import { html, json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { purposeLabels } from '../texts/status-labels.ts';
import { type MailsBody, mailBodyOf } from './bodies.ts';
import type { StaffNoticesDeps } from './deps.ts';
import { mailRows } from './mail-rows.ts';
import { renderMailsPage } from './pages/mails-page.tsx';

type Deps = Pick<StaffNoticesDeps, 'notices' | 'facts'>;

export interface MailsInput {
  readonly round?: RoundId | undefined;
  readonly purpose?: NoticePurpose | undefined;
  readonly status?: NoticeStatus | undefined;
  readonly after?: string | undefined;
  readonly result?: 'resent' | undefined;
}
type Request = RouteRequest<Caller, MailsInput>;

/** Digests and corrections belong to no round; everything else is of the newest one unless another is asked for. */
async function groupOf({ facts }: Pick<Deps, 'facts'>, { who, input }: Request) {
  const { programmeId } = who;
  const rounds = await facts.rounds(programmeId);
  const purpose = input.purpose ?? 'survey-invitation';
  const roundId =
    purpose === 'digest' || purpose === 'desk-correction' ? undefined : (input.round ?? rounds[0]?.roundId);
  const group: NoticeGroup = { programmeId, purpose, ...(roundId === undefined ? {} : { roundId }) };
  return { rounds, group };
}

async function read(deps: Deps, request: Request) {
  const { notices } = deps;
  const { rounds, group } = await groupOf(deps, request);
  const { status, after } = request.input;
  const [counts, page] = await Promise.all([notices.counts(group), notices.list(group, status, after)]);
  return { rounds, group, counts, page };
}

export function createShowMails(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { who, guard, input } = request;
    return html(200, renderMailsPage({ caller: who, guard, input, ...(await read(deps, request)) }));
  };
}

export function createListMailsByProgram(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { counts, page } = await read(deps, request);
    const { notices, next } = page;
    const body: z.infer<typeof MailsBody> = {
      ...{ counts, mails: notices.map(mailBodyOf) },
      ...(next === undefined ? {} : { next }),
    };
    return json(200, body);
  };
}

/** Of the whole group in that state, page by page of the index. */
export function createDownloadMails(deps: Deps) {
  return async (request: Request): Promise<Reply> => {
    const { group } = await groupOf(deps, request);
    const all: Notice[] = [];
    let after: string | undefined;
    do {
      const page = await deps.notices.list(group, request.input.status, after);
      all.push(...page.notices);
      after = page.next;
    } while (after !== undefined);
    const rows = mailRows(purposeLabels[group.purpose], all, request.at);
    return csvFile(rows, { plain: 'mails.csv', full: 'メールの状況.csv' });
  };
}
