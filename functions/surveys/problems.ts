/** Refusals of the survey rules as HTTP statuses and sentences. Total: a new refusal breaks the build here. */
import type { AnswerAdditionalRefusal } from '../../shared/surveys/answer-additional-questions.ts';
import type { DelegateAnsweringRefusal } from '../../shared/surveys/delegate-answering.ts';
import type { RevokeDelegationRefusal } from '../../shared/surveys/end-delegation.ts';
import type { CodeRefusal } from '../../shared/surveys/find-invitation-by-code.ts';
import type { HandOverRefusal } from '../../shared/surveys/hand-over-survey.ts';
import type { RecallResponseRefusal } from '../../shared/surveys/recall-response.ts';
import type { SaveDraftRefusal } from '../../shared/surveys/save-draft.ts';
import type { SubmitResponseRefusal } from '../../shared/surveys/submit-response.ts';
import type { ProblemTable } from '../platform/http/problem.ts';

type PublicRefusal =
  | CodeRefusal['kind']
  | SaveDraftRefusal['kind']
  | SubmitResponseRefusal['kind']
  | AnswerAdditionalRefusal['kind']
  | RecallResponseRefusal['kind']
  | DelegateAnsweringRefusal['kind']
  | RevokeDelegationRefusal['kind']
  | HandOverRefusal['kind']
  /** No cookie, or one of another invitation. */
  | 'session-ended';

/** What officers who answer are told. */
export const publicProblems = {
  'link-not-valid': {
    status: 404,
    sentence: 'リンクが正しくないか、途中で切れています。ご案内メールのリンクを開き直してください。',
  },
  'link-revoked': {
    status: 410,
    sentence: 'このリンクは無効になりました。最も新しいご案内メールのリンクを開いてください。',
  },
  'not-yet-open': { status: 403, sentence: '回答の受付はまだ始まっていません。受付の開始日以降に開いてください。' },
  closed: { status: 410, sentence: '回答の受付は終了しました。回答が必要な場合は、お問い合わせください。' },
  'already-submitted': { status: 409, sentence: 'この調査の回答は提出済みです。受付番号を確認してください。' },
  'not-asked': {
    status: 409,
    sentence: '貴団体は、この調査の対象外とされています。回答が必要な場合は、お問い合わせください。',
  },
  'opened-for-review': {
    status: 409,
    sentence: '事務局が内容の確認を始めたため、引き戻せません。修正が必要な場合は、お問い合わせください。',
  },
  'already-accepted': {
    status: 409,
    sentence: '回答は受理されているため、引き戻せません。修正が必要な場合は、お問い合わせください。',
  },
  'recall-after-closing': {
    status: 409,
    sentence: '回答の受付が終了したため、引き戻せません。修正が必要な場合は、お問い合わせください。',
  },
  'nothing-submitted': { status: 409, sentence: '提出された回答はありません。回答の入力に戻ってください。' },
  'form-not-known': { status: 409, sentence: '調査票が新しくなっています。ご案内メールのリンクを開き直してください。' },
  'form-upgraded': {
    status: 409,
    sentence: '調査票に質問が追加されました。内容を確かめて、もう一度保存してください。',
  },
  'nothing-asked': { status: 409, sentence: '追加の質問はありません。受付番号を確認してください。' },
  'draft-too-large': { status: 422, sentence: '入力が長すぎるため保存できません。示された項目を短くしてください。' },
  'field-not-yours': {
    status: 403,
    sentence: 'ほかの課が担当する項目は、変更できません。変更が必要な場合は、取りまとめ担当に依頼してください。',
  },
  'not-in-charge': {
    status: 403,
    sentence: '取りまとめ担当（ご案内メールを受け取った方）だけができる操作です。取りまとめ担当に依頼してください。',
  },
  'colleague-not-valid': { status: 422, sentence: '入力に誤りがあります。示された項目を直してください。' },
  'too-many-delegations': {
    status: 409,
    sentence: '依頼できる課の数の上限に達しています。使っていない依頼を取り消すか、お問い合わせください。',
  },
  'too-quick': {
    status: 429,
    sentence: '短い時間に続けて依頼したため、受付を止めています。1時間ほどたってから、もう一度依頼してください。',
  },
  'delegation-not-found': {
    status: 404,
    sentence: 'この依頼は見つかりません。一覧を確かめて、もう一度操作してください。',
  },
  'too-many-links': {
    status: 409,
    sentence: 'リンクを発行できる回数の上限に達しています。お問い合わせ先にご連絡ください。',
  },
  'changed-meanwhile': {
    status: 409,
    sentence: 'ほかの画面で、先に変更されています。最新の内容を確かめて、もう一度操作してください。',
  },
  'draft-changed-meanwhile': {
    status: 409,
    sentence: 'ほかの画面で、先に保存されています。内容を確かめて、もう一度操作してください。',
  },
  'answers-incomplete': { status: 422, sentence: '入力されていない項目があります。示された項目を入力してください。' },
  'nothing-saved-yet': { status: 409, sentence: 'まだ何も入力されていません。回答を入力してください。' },
  'code-not-valid': {
    status: 422,
    sentence: '団体コードと回答用コードの組合せが正しくありません。ご案内メールで確かめて、もう一度入力してください。',
  },
  'too-many-attempts': {
    status: 429,
    sentence: '入力の誤りが続いたため、受付を15分間止めています。時間をおいて、もう一度入力してください。',
  },
  'session-ended': {
    status: 401,
    sentence: '接続が終了しています。ご案内メールのリンクを開き直してから、もう一度保存してください。',
  },
} as const satisfies ProblemTable<PublicRefusal>;
