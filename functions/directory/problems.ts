import type { ChooseBodiesRefusal } from '../../shared/directory/choose-bodies.ts';
import type { ProblemTable } from '../platform/http/problem.ts';

type Refusal = ChooseBodiesRefusal | { readonly kind: 'no-question-chosen' } | { readonly kind: 'form-not-known' };

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
} as const satisfies ProblemTable<Refusal['kind']>;
