import type { AcceptResponseRefusal } from '../../../shared/surveys/accept-response.ts';
import type { AnnounceRoundRefusal } from '../../../shared/surveys/announce-round.ts';
import type { CloseRoundRefusal } from '../../../shared/surveys/close-round.ts';
import type { ExemptOrganisationRefusal } from '../../../shared/surveys/exempt-organisation.ts';
import type { ExtendDueDayRefusal } from '../../../shared/surveys/extend-due-day.ts';
import type { OpenRoundRefusal } from '../../../shared/surveys/open-round.ts';
import type { PauseRemindersRefusal } from '../../../shared/surveys/pause-reminders.ts';
import type { PlanRoundRefusal } from '../../../shared/surveys/plan-round.ts';
import type { ReadResponseRefusal } from '../../../shared/surveys/read-response.ts';
import type { RequestCollationRefusal } from '../../../shared/surveys/request-collation.ts';
import type { ResumeRemindersRefusal } from '../../../shared/surveys/resume-reminders.ts';
import type { ReturnResponseRefusal } from '../../../shared/surveys/return-response.ts';
import type { RevokeLinkRefusal } from '../../../shared/surveys/revoke-link.ts';
import type { UpgradeFormRefusal } from '../../../shared/surveys/upgrade-form.ts';
import { type ProblemTable, platformProblems } from '../../platform/http/problem.ts';

export type StaffSurveysRefusal =
  | PlanRoundRefusal
  | OpenRoundRefusal
  | AnnounceRoundRefusal
  | CloseRoundRefusal
  | UpgradeFormRefusal
  | ReadResponseRefusal
  | AcceptResponseRefusal
  | ReturnResponseRefusal
  | ExemptOrganisationRefusal
  | ExtendDueDayRefusal
  | { readonly kind: 'not-exempt' }
  | { readonly kind: 'not-extended' }
  | RevokeLinkRefusal
  | PauseRemindersRefusal
  | ResumeRemindersRefusal
  | RequestCollationRefusal
  | { readonly kind: 'collation-not-found' }
  | { readonly kind: 'collation-not-done' }
  | { readonly kind: 'prefecture-not-set' }
  | { readonly kind: 'command-key-reused' };

export const surveysProblems = {
  'round-not-found': { status: 404, sentence: '調査が見つかりませんでした。調査の一覧から選び直してください。' },
  'round-plan-not-valid': {
    status: 422,
    sentence: '調査の計画に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'round-already-opened': { status: 409, sentence: 'この調査は、すでに開始されています。' },
  'contacts-missing': {
    status: 409,
    sentence: '連絡先がまだ取り込まれていません。連絡先を取り込んでから、調査を開始してください。',
  },
  'national-organisations-missing': {
    status: 409,
    sentence:
      'この調査は全国団体にも依頼しますが、連絡先に全国団体がありません。全国団体の行を加えた一覧を取り込んでから、開始してください。',
  },
  'announced-too-often': {
    status: 409,
    sentence:
      'この調査の事前のお知らせは、送信できる回数の上限に達しています。連絡先を直した団体には、調査の開始の時に届きます。',
  },
  'upgrade-not-valid': {
    status: 422,
    sentence: '調査票の更新の内容に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'due-day-over': {
    status: 409,
    sentence: '提出期限を過ぎているため、開始できません。期限を改めて、新しい調査を計画してください。',
  },
  'round-not-opened': { status: 409, sentence: 'この調査は、まだ開始されていません。開始してから操作してください。' },
  'round-not-open': { status: 409, sentence: 'この調査は受付中ではないため、この操作は行えません。' },
  'closing-day-not-over': {
    status: 409,
    sentence: '受付終了日を過ぎるまで、調査を終了できません。受付終了日の翌日以降に操作してください。',
  },
  'invitation-not-found': { status: 404, sentence: 'この団体への回答依頼が見つかりませんでした。' },
  'response-not-accepted': {
    status: 403,
    sentence: 'この団体の回答は、まだ受理されていません。受理された回答だけを見ることができます。',
  },
  'response-not-submitted': {
    status: 409,
    sentence: '提出された回答がないか、すでに受理または差戻しが行われています。画面を開き直して確かめてください。',
  },
  'desk-not-publishable': {
    status: 422,
    sentence: '長すぎる回答があり、窓口一覧に掲載できません。理由を添えて差し戻してください。',
  },
  'return-not-valid': {
    status: 422,
    sentence: '差戻しの内容に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'terms-not-valid': {
    status: 422,
    sentence: '入力に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'already-answered': {
    status: 409,
    sentence: '回答が提出されているため、この操作は行えません。修正が必要な場合は、回答を差し戻してください。',
  },
  'already-exempt': {
    status: 409,
    sentence: 'この団体は、すでに対象外とされています。回答を求める場合は、対象外を取り消してください。',
  },
  'not-exempt': { status: 409, sentence: 'この団体は、対象外とされていません。画面を開き直して確かめてください。' },
  'not-extended': { status: 409, sentence: 'この団体の期限は、延長されていません。画面を開き直して確かめてください。' },
  'pause-not-valid': {
    status: 422,
    sentence: '入力に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'reminders-already-paused': { status: 409, sentence: 'この調査のリマインドメールは、すでに止めています。' },
  'reminders-not-paused': {
    status: 409,
    sentence: 'この調査のリマインドメールは、止めていません。画面を開き直して確かめてください。',
  },
  'too-many-links': {
    status: 409,
    sentence: 'この団体のリンクは、再発行できる回数の上限に達しています。システム管理者に連絡してください。',
  },
  'collation-not-found': {
    status: 404,
    sentence: '取りまとめが見つかりませんでした。調査の画面から作り直してください。',
  },
  'collation-not-done': {
    status: 409,
    sentence: 'ファイルはまだ作成中です。しばらくしてから、もう一度開いてください。',
  },
  'prefecture-not-set': {
    status: 403,
    sentence: 'アカウントに都道府県が登録されていません。システム管理者に連絡してください。',
  },
  'changed-meanwhile': platformProblems['changed-meanwhile'],
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<StaffSurveysRefusal['kind']>;
