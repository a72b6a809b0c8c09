import type { ChooseBodiesRefusal } from '../../shared/directory/choose-bodies.ts';
import type { DecideCorrectionRefusal } from '../../shared/directory/decide-correction.ts';
import type { CorrectionLinkRefusal } from '../../shared/directory/open-correction.ts';
import { type ProblemTable, platformProblems } from '../platform/http/problem.ts';

type Refusal =
  | CorrectionLinkRefusal
  | DecideCorrectionRefusal
  | { readonly kind: 'command-key-reused' }
  | ChooseBodiesRefusal
  | { readonly kind: 'no-question-chosen' }
  | { readonly kind: 'form-not-known' };

export const problems = {
  'no-organisation-chosen': {
    status: 422,
    sentence: '比較する団体がありません。都道府県か団体の種類を選ぶか、団体コードを入力してください。',
  },
  'too-many-organisations': {
    status: 422,
    sentence: '比較できるのは一度に200団体までです。都道府県または団体の種類を選んで、数を減らしてください。',
  },
  'code-not-known': {
    status: 422,
    sentence: '団体コードに、使われていないものがあります。6桁の全国地方公共団体コードを確かめてください。',
  },
  'no-question-chosen': { status: 422, sentence: '比較する項目を1つ以上選んでください。' },
  'form-not-known': { status: 404, sentence: 'この事業には、比較できる調査がありません。' },
  'correction-link-not-valid': {
    status: 404,
    sentence: 'このリンクは使えません。メールのリンクを最後まで正しく開いているか、確かめてください。',
  },
  'correction-link-over': {
    status: 410,
    sentence: 'リンクの有効期間（14日間）が過ぎました。訂正のページから、もう一度依頼してください。',
  },
  'correction-not-found': { status: 404, sentence: 'この団体からの訂正の依頼はありません。' },
  'correction-not-open': { status: 409, sentence: 'この依頼は、すでに処理されたか、取り下げられました。' },
  'reason-missing': { status: 422, sentence: '反映しない理由を入力してください。' },
  'changed-meanwhile': platformProblems['changed-meanwhile'],
  'command-key-reused': platformProblems['command-key-reused'],
} as const satisfies ProblemTable<Refusal['kind']>;
