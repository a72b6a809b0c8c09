/**
 * ひとり親家庭への支援内容に関する調査票: asked of local governments, who alone carry these measures out.
 * @source 令和6年度 実施要綱 第3の1(1), 第3の2(3)アイ
 */
import type { FormDefinition, PersonalData, Question } from '../../form-definition.ts';
import { named } from '../../named-choices.ts';

const open = { publish: true, personal: false } as const;
const internal = { publish: false, personal: false } as const;

const forQuestionsBack: PersonalData = {
  purpose: '回答の内容を確認する連絡のため',
  retention: '事業の終了まで',
};

const doing = named('実施している', '実施予定', '実施していない', '未定');

/** Whether the measure exists, as it is compared and as visitors look for it. */
function measure(id: string, label: string, definition: string): Question {
  return { id, type: 'single-choice', label, required: true, ...open, choices: doing, comparison: { definition } };
}

export const singleParentMeasures: FormDefinition = {
  id: 'single-parent-measures',
  version: 1,
  title: 'ひとり親家庭への支援内容に関する調査',
  introduction:
    '令和6年4月1日現在の状況を回答してください。「定義」のある項目は、自治体職員向けのページで、ほかの自治体の回答と並べて表示します。順位は付けません。',
  source: '実施要綱 第3の1(1)',
  referenceDay: '2024-04-01',
  sections: [
    {
      id: 'plan-section',
      title: '自立促進計画と体制',
      items: [
        {
          id: 'plan',
          type: 'single-choice',
          label: '自立促進計画',
          required: true,
          ...internal,
          choices: named('策定済', '策定中', '策定予定', '未定'),
          comparison: {
            definition: '母子及び父子並びに寡婦福祉法 第12条の計画の策定の状況。他の計画と一体で策定したものを含む。',
          },
        },
        {
          id: 'planUrl',
          type: 'url',
          label: '計画を掲載したページのアドレス',
          required: false,
          ...internal,
          showWhen: { question: 'plan', isAnyOf: ['策定済'] },
        },
        {
          id: 'workers',
          type: 'number',
          unit: '人',
          min: 0,
          max: 1000,
          label: '母子・父子自立支援員の人数',
          hint: '配置していない場合は0と入力してください。',
          required: true,
          ...internal,
          comparison: { definition: '母子・父子自立支援員として委嘱または任用した人の実人数。' },
        },
        {
          id: 'consultations',
          type: 'number',
          unit: '件',
          min: 0,
          max: 1_000_000,
          label: 'ひとり親家庭からの相談の件数',
          hint: '令和5年度の延べ件数です。集計していない場合は空欄にしてください。',
          required: false,
          ...internal,
          comparison: { definition: '令和5年度に受け付けた相談の延べ件数。電話、来所、訪問、メール、ＳＮＳの合計。' },
        },
      ],
    },
    {
      id: 'work-section',
      title: '就業支援',
      items: [
        measure(
          'workCentre',
          '母子家庭等就業・自立支援センター',
          '就業相談、就業支援講習会、就業情報の提供を行うセンターの事業。共同での設置と委託を含む。',
        ),
        measure(
          'workProgramme',
          '母子・父子自立支援プログラムの策定',
          '一人ひとりの状況に応じた自立支援計画書を作る事業。',
        ),
        measure('trainingBenefit', '高等職業訓練促進給付金', '資格を取るための修業期間の生活費を支給する給付金。'),
        measure(
          'educationBenefit',
          '自立支援教育訓練給付金',
          '対象となる講座を修了したときに、受講料の一部を支給する給付金。',
        ),
        measure('equivalencyExam', '高等学校卒業程度認定試験の合格支援', '対策講座の受講料の一部を支給する事業。'),
        {
          id: 'workOther',
          type: 'long-text',
          label: 'そのほかの就業支援',
          hint: '企業の紹介、在宅就業の支援など、独自の取組があれば書いてください。',
          maxLength: 500,
          required: false,
          ...open,
        },
      ],
    },
    {
      id: 'life-section',
      title: '子育て・生活支援と経済的支援',
      items: [
        measure('dailyLife', '日常生活支援', '家庭生活支援員の派遣など、一時的な家事や保育の援助。'),
        measure('childStudy', 'こどもの生活・学習支援', 'こどもの居場所づくりや学習の支援。'),
        measure(
          'childSupport',
          '養育費・親子交流の支援',
          '弁護士などによる相談、公正証書の作成費用や保証料の補助など。',
        ),
        measure('medicalCost', 'ひとり親家庭等の医療費助成', '医療費の自己負担分の全部または一部を助成する制度。'),
        measure('loans', '母子父子寡婦福祉資金の貸付け', '貸付けの申請を受け付けているかどうか。'),
        measure('housing', '住宅支援', '公営住宅の優先入居、家賃の補助、住宅支援資金の貸付けなど。'),
        measure(
          'schoolCost',
          '就学援助のひとり親家庭への周知',
          '児童扶養手当の手続きなどの機会に、就学援助を案内しているかどうか。',
        ),
      ],
    },
    {
      id: 'measures-section',
      title: '支援内容の一覧',
      hint: 'ひとり親家庭の方が利用できる支援を入力してください。なければ空欄のままにしてください。',
      items: [
        {
          id: 'measures',
          label: '支援',
          min: 0,
          max: 20,
          questions: [
            { id: 'name', type: 'text', label: '支援の名称', maxLength: 120, required: true, ...open },
            {
              id: 'kinds',
              type: 'multiple-choice',
              label: '支援の分類',
              required: true,
              ...open,
              choices: named('相談', '就業', '子育て・生活', '経済的支援', '養育費・親子交流', '住まい', 'その他'),
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
    planUrl: 'https://www.city.example.lg.jp/jiritsu/',
    workers: '2',
    consultations: '230',
    workCentre: '実施している',
    workProgramme: '実施している',
    trainingBenefit: '実施している',
    educationBenefit: '実施している',
    equivalencyExam: '未定',
    workOther: '地元の企業との就職相談会を年に2回開いています。',
    dailyLife: '実施予定',
    childStudy: '実施している',
    childSupport: '実施していない',
    medicalCost: '実施している',
    loans: '実施している',
    housing: '実施していない',
    schoolCost: '実施している',
    'measures.0.name': '高等職業訓練促進給付金',
    'measures.0.kinds': ['就業', '経済的支援'],
    'measures.0.summary': '看護師などの資格を取るために学校に通う間、生活費を支給します。',
    'measures.0.section': '福祉部 子ども家庭課',
    respondentSection: '福祉部 子ども家庭課',
    respondentPhone: '03-1234-5678',
  },
};
