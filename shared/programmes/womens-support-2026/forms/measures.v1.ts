/**
 * 施策に関する調査票: what a local government does for women in difficulties, in figures and choices that can be laid side
 * by side.
 *
 * Nuances: 未定 and 予定なし are answers of their own and not the same as 未回答. Figures are compared by municipal staff
 * only and never published as a ranking; what the public reads is the plan and the list of measures.
 * @source 令和8年度 実施要綱 第3の1(1), 第3の2(2); 困難な問題を抱える女性への支援に関する法律 第8条, 第9条, 第11条, 第13条, 第15条
 */
import type { FormDefinition, PersonalData } from '../../form-definition.ts';
import { named } from '../../named-choices.ts';
import { councilQuestions, planQuestions, supportQuestions, workerQuestions } from './measures-questions.v1.ts';

const open = { publish: true, personal: false } as const;
const internal = { publish: false, personal: false } as const;

const forQuestionsBack: PersonalData = {
  purpose: '回答の内容を確認する連絡のため',
  retention: '事業の終了まで',
};

export const womensMeasures: FormDefinition = {
  id: 'womens-measures',
  version: 1,
  title: '施策に関する調査',
  introduction:
    '令和8年4月1日現在の状況を回答してください。「定義」のある項目は、自治体職員向けのページで、ほかの自治体の回答と並べて表示します。順位は付けません。',
  source: '実施要綱 第3の1(1)',
  referenceDay: '2026-04-01',
  sections: [
    { id: 'plan-section', title: '基本計画', items: planQuestions },
    { id: 'council-section', title: '支援調整会議', items: councilQuestions },
    { id: 'workers-section', title: '女性相談支援員', items: workerQuestions },
    { id: 'support-section', title: '支援の実施状況', items: supportQuestions },
    {
      id: 'measures-section',
      title: '施策の一覧',
      hint: '困難な問題を抱える女性が利用できる施策を入力してください。なければ空欄のままにしてください。',
      items: [
        {
          id: 'measures',
          label: '施策',
          min: 0,
          max: 20,
          questions: [
            { id: 'name', type: 'text', label: '施策の名称', maxLength: 120, required: true, ...open },
            {
              id: 'kinds',
              type: 'multiple-choice',
              label: '施策の分類',
              required: true,
              ...open,
              choices: named(
                '相談',
                '同行支援',
                '住まい',
                '生活費',
                '就労',
                '子育て',
                '医療・心のケア',
                '法律',
                'その他',
              ),
            },
            {
              id: 'summary',
              type: 'long-text',
              label: '内容',
              hint: '利用する方に伝わるように、やさしい言葉で書いてください。',
              maxLength: 400,
              required: true,
              ...open,
            },
            { id: 'section', type: 'text', label: '担当課', maxLength: 120, required: false, ...open },
            { id: 'phone', type: 'phone', label: '電話番号', required: false, ...open },
            { id: 'url', type: 'url', label: '案内ページのアドレス', required: false, ...open },
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
    plan: '策定済',
    planForm: '他の計画と一体',
    planWith: '男女共同参画計画',
    planPeriod: '令和6年度から令和10年度まで',
    planUrl: 'https://www.city.example.lg.jp/keikaku/',
    council: '設置済',
    councilForm: '単独',
    councilLevels: ['代表者会議', '実務者会議'],
    councilMeetings: '4',
    councilMembers: ['福祉事務所', '警察', '民間団体'],
    workers: '3',
    workersFullTime: '1',
    workersFiscalYear: '2',
    workersDedicated: '2',
    workersTrained: 'yes',
    violenceCentre: '予定なし',
    commission: '実施している',
    subsidy: '未定',
    temporaryProtection: '実施していない',
    safePlace: '実施予定',
    outreach: '実施していない',
    housing: '実施している',
    consultations: '412',
    'measures.0.name': '女性のためのつながりサポート',
    'measures.0.kinds': ['相談', '住まい'],
    'measures.0.summary': '一人で悩んでいる方の話を聞き、住まいや手続きの相談に乗ります。',
    'measures.0.section': '福祉部 子ども家庭課',
    'measures.0.phone': '03-1234-5678',
    respondentSection: '福祉部 子ども家庭課',
    respondentPhone: '03-1234-5678',
  },
};
