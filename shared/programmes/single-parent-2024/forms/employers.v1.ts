/**
 * 企業情報に関する調査票: companies that employ many single parents, or where they can go on working. Local governments
 * and national organisations name them.
 *
 * Nuances: whoever answers is not the company, so that an entry counts as publishable only with the company's own
 * consent, which is asked for in each block. Names of people in the companies are not asked for.
 * @source 令和6年度 実施要綱 第3の1(2), 第3の2(3)ウ
 */
import type { FormDefinition, PersonalData, Question } from '../../form-definition.ts';
import { named } from '../../named-choices.ts';

const open = { publish: true, personal: false } as const;
const internal = { publish: false, personal: false } as const;

const forQuestionsBack: PersonalData = {
  purpose: '回答の内容を確認する連絡のため',
  retention: '事業の終了まで',
};

const employerQuestions: readonly Question[] = [
  { id: 'name', type: 'text', label: '企業の名称', maxLength: 120, required: true, ...open },
  {
    id: 'state',
    type: 'single-choice',
    label: '掲載の継続',
    hint: '掲載をやめる企業は「掲載をやめる」を選んでください。名称のほかは入力しなくてかまいません。',
    required: false,
    ...internal,
    choices: [
      { value: 'active', label: '掲載を続ける' },
      { value: 'retired', label: '掲載をやめる' },
    ],
  },
  {
    id: 'consent',
    type: 'single-choice',
    label: '掲載についての企業の同意',
    hint: '同意を得ていない企業は、事務局が確認するまで掲載しません。',
    required: true,
    ...internal,
    choices: [
      { value: 'given', label: '同意を得ている' },
      { value: 'mayAsk', label: '事務局から確認してよい' },
      { value: 'notAsked', label: '確認していない' },
    ],
  },
  {
    id: 'industry',
    type: 'single-choice',
    label: '業種',
    required: true,
    ...open,
    choices: named(
      '建設',
      '製造',
      '情報通信',
      '運輸・郵便',
      '卸売・小売',
      '金融・保険',
      '宿泊・飲食',
      '生活関連サービス',
      '教育',
      '医療・福祉',
      'その他のサービス',
      'そのほか',
    ),
  },
  {
    id: 'address',
    type: 'postal-address',
    label: '勤務地または本社の所在地',
    maxLength: 200,
    required: true,
    ...open,
  },
  { id: 'url', type: 'url', label: '企業のサイトのアドレス', required: false, ...open },
  {
    id: 'reasons',
    type: 'multiple-choice',
    label: '職場環境が良好な点',
    required: true,
    ...open,
    choices: named(
      'ひとり親の雇用率が高い',
      'ひとり親が長く勤めている',
      '短時間勤務・時差出勤ができる',
      '在宅勤務ができる',
      'こどもの看護や学校行事の休みが取りやすい',
      '非正規から正社員になれる',
      '資格取得や研修の支援がある',
      '保育所・学童の利用を支援している',
      'その他',
    ),
  },
  {
    id: 'reasonOther',
    type: 'text',
    label: 'その他の良好な点',
    maxLength: 200,
    required: true,
    showWhen: { question: 'reasons', isAnyOf: ['その他'] },
    ...open,
  },
  {
    id: 'singleParents',
    type: 'number',
    unit: '人',
    min: 0,
    max: 100_000,
    label: '雇用しているひとり親の人数',
    hint: '分かる範囲で入力してください。掲載しません。',
    required: false,
    ...internal,
  },
  {
    id: 'certifications',
    type: 'multiple-choice',
    label: '認定・表彰',
    required: false,
    ...open,
    choices: named(
      'くるみん認定',
      'えるぼし認定',
      'ユースエール認定',
      'はたらく母子家庭・父子家庭応援企業表彰',
      '自治体の認定・表彰',
    ),
  },
  { id: 'hiring', type: 'yes-no-undecided', label: '現在の求人', required: false, ...open },
  {
    id: 'hiringUrl',
    type: 'url',
    label: '求人ページのアドレス',
    required: false,
    showWhen: { question: 'hiring', isAnyOf: ['yes'] },
    ...open,
  },
  {
    id: 'summary',
    type: 'long-text',
    label: '企業の紹介',
    hint: '働く人の声や工夫など。個人の名前は書かないでください。',
    maxLength: 500,
    required: false,
    ...open,
  },
];

export const employers: FormDefinition = {
  id: 'employers',
  version: 1,
  title: 'ひとり親の雇用に理解のある企業に関する調査',
  introduction:
    'ひとり親の雇用率が高い企業や、ひとり親の方が働き続けられる企業をご存じであれば、回答してください。途中で保存し、あとから続けることができます。',
  source: '実施要綱 第3の1(2)',
  sections: [
    {
      id: 'employers-section',
      title: '企業',
      items: [
        {
          id: 'hasEmployer',
          type: 'single-choice',
          label: '紹介する企業の有無',
          required: true,
          ...internal,
          choices: [
            { value: 'yes', label: '紹介する企業がある' },
            { value: 'no', label: '紹介する企業はない' },
          ],
        },
        {
          id: 'employers',
          label: '企業',
          hint: '20社まで入力できます。',
          min: 1,
          max: 20,
          showWhen: { question: 'hasEmployer', isAnyOf: ['yes'] },
          retiredWhen: { question: 'state', isAnyOf: ['retired'] },
          publishWhen: { question: 'consent', isAnyOf: ['given'] },
          questions: employerQuestions,
        },
      ],
    },
    {
      id: 'respondent-section',
      title: '回答の担当',
      items: [
        { id: 'respondentSection', type: 'text', label: '回答した部署', maxLength: 120, required: true, ...internal },
        {
          id: 'respondentPhone',
          type: 'phone',
          label: '回答した部署の電話番号',
          required: true,
          hint: '回答の内容を確認するときに使います。掲載しません。',
          publish: false,
          personal: forQuestionsBack,
        },
      ],
    },
  ],
  example: {
    hasEmployer: 'yes',
    'employers.0.name': '株式会社見本製作所',
    'employers.0.consent': 'given',
    'employers.0.industry': '製造',
    'employers.0.address': '東京都千代田区霞が関1-2-2',
    'employers.0.url': 'https://www.example.co.jp/',
    'employers.0.reasons': ['ひとり親が長く勤めている', 'その他'],
    'employers.0.reasonOther': '社員どうしでこどもを預け合う仕組みがある',
    'employers.0.singleParents': '12',
    'employers.0.certifications': ['くるみん認定'],
    'employers.0.hiring': 'yes',
    'employers.0.hiringUrl': 'https://www.example.co.jp/recruit/',
    'employers.1.name': '見本商店',
    'employers.1.state': 'retired',
    respondentSection: '福祉部 子ども家庭課',
    respondentPhone: '03-1234-5678',
  },
};
