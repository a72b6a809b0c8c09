/**
 * ひとり親家庭の相談窓口に関する調査票: asked of local governments and of national organisations (全国団体), each about its
 * own desks and the private groups that it works with.
 *
 * Nuances: "there is no desk" is an answer of its own. Private groups are collected and not published from here: the
 * answer of another organisation is not the group's own consent.
 * @source 令和6年度 実施要綱 第3の1(1), 第3の2(3)イ
 */
import type { FormDefinition, PersonalData, Question } from '../../form-definition.ts';
import { named } from '../../named-choices.ts';
import { weeklyHours } from '../../weekly-hours.ts';

const open = { publish: true, personal: false } as const;
const internal = { publish: false, personal: false } as const;

const forQuestionsBack: PersonalData = {
  purpose: '回答の内容を確認する連絡のため',
  retention: '事業の終了まで',
};

const deskQuestions: readonly Question[] = [
  {
    id: 'name',
    type: 'text',
    label: '窓口の名称',
    hint: '例：母子家庭等就業・自立支援センター',
    maxLength: 120,
    required: true,
    ...open,
  },
  {
    id: 'state',
    type: 'single-choice',
    label: '窓口の状態',
    hint: '廃止した窓口は「廃止した」を選び、廃止した日と理由を入力してください。ほかは入力しなくてかまいません。掲載は終わります。',
    required: false,
    ...internal,
    choices: [
      { value: 'active', label: '続いている' },
      { value: 'retired', label: '廃止した' },
    ],
  },
  {
    id: 'retiredOn',
    type: 'date',
    label: '廃止した日',
    hint: '例：令和6年3月31日',
    required: true,
    showWhen: { question: 'state', isAnyOf: ['retired'] },
    ...internal,
  },
  {
    id: 'retiredReason',
    type: 'single-choice',
    label: '廃止した理由',
    required: true,
    showWhen: { question: 'state', isAnyOf: ['retired'] },
    ...internal,
    choices: named('ほかの窓口と統合した', 'ほかの部署・団体に移した', '事業を終えた', 'その他'),
  },
  {
    id: 'section',
    type: 'text',
    label: '担当課・運営団体',
    hint: '例：福祉部 子ども家庭課',
    maxLength: 120,
    required: true,
    ...open,
  },
  {
    id: 'phone',
    type: 'phone',
    label: '電話番号',
    required: true,
    ...open,
    hint: '市外局番から入力してください。例：03-1234-5678、0570-000-000',
  },
  { id: 'fax', type: 'phone', label: 'ファクス番号', required: false, ...open },
  {
    id: 'mail',
    type: 'mail',
    label: 'メールアドレス',
    hint: '相談を受け付けるものに限ります。',
    required: false,
    ...open,
  },
  { id: 'url', type: 'url', label: '案内ページのアドレス', required: false, ...open },
  ...weeklyHours({ id: 'open', label: '受付時間', required: true, ...open }),
  {
    id: 'audience',
    type: 'multiple-choice',
    label: '相談の内容',
    required: true,
    ...open,
    choices: named('就業', '子育て・生活', '経済的支援', '養育費・親子交流', '住まい', '離婚前の相談', 'その他'),
  },
  {
    id: 'audienceOther',
    type: 'text',
    label: 'その他の相談の内容',
    maxLength: 120,
    required: true,
    showWhen: { question: 'audience', isAnyOf: ['その他'] },
    ...open,
  },
  {
    id: 'languages',
    type: 'multiple-choice',
    label: '対応言語',
    required: false,
    ...open,
    choices: named(
      '日本語',
      'やさしい日本語',
      '英語',
      '中国語',
      '韓国語',
      'ベトナム語',
      'ポルトガル語',
      'タガログ語',
      '手話',
    ),
  },
  { id: 'sns', type: 'yes-no-undecided', label: 'SNSによる相談の受付', required: false, ...open },
  {
    id: 'snsUrl',
    type: 'url',
    label: 'SNSによる相談のアドレス',
    required: false,
    showWhen: { question: 'sns', isAnyOf: ['yes'] },
    ...open,
  },
  {
    id: 'address',
    type: 'postal-address',
    label: '窓口の所在地',
    hint: '来所の相談を受け付ける場所に限ります。母子生活支援施設など、知られてはならない場所は入力しないでください。',
    maxLength: 200,
    required: false,
    ...open,
  },
  {
    id: 'notes',
    type: 'long-text',
    label: '備考',
    hint: 'ポータルサイトに掲載します。例：予約が必要です。',
    maxLength: 500,
    required: false,
    ...open,
  },
];

export const singleParentDesks: FormDefinition = {
  id: 'single-parent-desks',
  version: 1,
  title: 'ひとり親家庭の相談窓口に関する調査',
  introduction:
    'ひとり親家庭の方のための相談窓口について回答してください。途中で保存し、あとから続けることができます。',
  source: '実施要綱 第3の1(1)',
  sections: [
    {
      id: 'desks-section',
      title: '相談窓口',
      items: [
        {
          id: 'hasDesk',
          type: 'single-choice',
          label: '相談窓口の有無',
          required: true,
          ...open,
          choices: [
            { value: 'yes', label: '窓口がある' },
            { value: 'no', label: '窓口はない' },
          ],
        },
        {
          id: 'desks',
          label: '相談窓口',
          hint: '20件まで入力できます。',
          min: 1,
          max: 20,
          showWhen: { question: 'hasDesk', isAnyOf: ['yes'] },
          retiredWhen: { question: 'state', isAnyOf: ['retired'] },
          questions: deskQuestions,
        },
      ],
    },
    {
      id: 'groups-section',
      title: '民間の支援団体',
      hint: '連携している民間の支援団体があれば入力してください。なければ空欄のままにしてください。',
      items: [
        {
          id: 'groups',
          label: '民間の支援団体',
          min: 0,
          max: 10,
          questions: [
            { id: 'name', type: 'text', label: '団体の名称', maxLength: 120, required: true, ...internal },
            { id: 'activity', type: 'text', label: '支援の内容', maxLength: 200, required: false, ...internal },
            { id: 'phone', type: 'phone', label: '団体の電話番号', required: false, ...internal },
            { id: 'url', type: 'url', label: '団体のサイトのアドレス', required: false, ...internal },
            {
              id: 'mayContact',
              type: 'yes-no-undecided',
              label: '事務局から団体への連絡',
              hint: '掲載の同意を確かめるため、事務局が団体に連絡してよければ「はい」を選んでください。',
              required: false,
              ...internal,
            },
          ],
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
    hasDesk: 'yes',
    'desks.0.name': 'ひとり親家庭相談窓口',
    'desks.0.section': '福祉部 子ども家庭課',
    'desks.0.phone': '0570-0-55210',
    'desks.0.openMonday': '8:30-17:15',
    'desks.0.openTuesday': '8:30-17:15',
    'desks.0.openWednesday': '8:30-17:15',
    'desks.0.openThursday': '8:30-17:15',
    'desks.0.openFriday': '8:30-17:15',
    'desks.0.openHoliday': '休み',
    'desks.0.openYearEnd': '休み',
    'desks.0.audience': ['就業', '養育費・親子交流'],
    'desks.0.sns': 'no',
    'groups.0.name': '特定非営利活動法人 見本の家',
    'groups.0.mayContact': 'undecided',
    respondentSection: '福祉部 子ども家庭課',
    respondentPhone: '03-1234-5678',
  },
};
