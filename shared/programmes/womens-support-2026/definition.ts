import { defineProgramme, telephoneNotAssigned } from '../programme-definition.ts';
import { consultationDesks } from './forms/consultation-desks.v1.ts';
import { consultationDesksV2 } from './forms/consultation-desks.v2.ts';
import { womensMeasures } from './forms/measures.v1.ts';
import { womensMeasuresV2 } from './forms/measures.v2.ts';

export const womensSupport2026 = defineProgramme({
  identity: {
    id: 'womens-support-2026',
    title: '令和8年度 困難な問題を抱える女性への支援に関するプラットフォーム構築事業',
    shortName: '女性支援プラットフォーム',
    fiscalYear: 2026,
    document: {
      title: '令和8年度困難な問題を抱える女性への支援に関するプラットフォーム構築事業実施要綱',
      kind: '実施要綱',
      issuer: '厚生労働省社会・援護局長',
    },
    period: { from: '2026-04-01', to: '2027-03-31', source: '通知（令和8年4月1日から適用）' },
  },
  parties: {
    implementingBody: { kind: 'adopted-organisation', name: '実施団体', source: '実施要綱 第2' },
    receiver: { name: '厚生労働省', organ: '社会・援護局', source: '実施要綱 第4の3' },
    others: [
      {
        name: '都道府県・市町村・特別区',
        part: '調査に回答し、ポータルサイトの情報を利用する',
        source: '実施要綱 第3の1(1)',
      },
      { name: '後任者', part: '業務を引き継ぐ', source: '実施要綱 第3の2(7)' },
    ],
  },
  roles: {
    'body-staff': '実施団体 担当者',
    'body-manager': '実施団体 責任者',
    'receiver-officer': '厚生労働省 担当官',
    'prefecture-officer': '都道府県 担当者',
    auditor: '情報セキュリティ監査人',
    administrator: 'システム管理者',
  },
  rolesSource: '実施要綱 第2、第3の1(1)、第3の2(6)、第7の3エ',
  portal: {
    key: 'womens-support-2026',
    title: 'あなたのミカタ',
    neutralName: 'くらしの案内',
    source: '実施要綱 第3の2(1)',
  },
  surveys: [
    {
      form: consultationDesksV2,
      title: '相談窓口等に関する調査',
      recipients: ['local-governments'],
      source: '実施要綱 第3の1(1)',
    },
    {
      form: womensMeasuresV2,
      title: '施策に関する調査',
      recipients: ['local-governments'],
      source: '実施要綱 第3の1(1)',
    },
    {
      form: consultationDesks,
      title: '相談窓口等に関する調査',
      recipients: ['local-governments'],
      source: '実施要綱 第3の1(1)',
    },
    {
      form: womensMeasures,
      title: '施策に関する調査',
      recipients: ['local-governments'],
      source: '実施要綱 第3の1(1)',
    },
  ],
  mail: {
    senderName: '「あなたのミカタ」調査事務局',
    contactSection: '「あなたのミカタ」調査事務局',
    phone: telephoneNotAssigned,
  },
  duties: [],
  prescribedForms: [],
  incidentClock: [],
  retention: [],
});
