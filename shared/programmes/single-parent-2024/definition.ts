import { defineProgramme, telephoneNotAssigned } from '../programme-definition.ts';
import { employers } from './forms/employers.v1.ts';
import { singleParentDesks } from './forms/single-parent-desks.v1.ts';
import { singleParentMeasures } from './forms/single-parent-measures.v1.ts';

export const singleParent2024 = defineProgramme({
  identity: {
    id: 'single-parent-2024',
    title: '令和6年度 ひとり親家庭に対する就業支援プラットフォーム構築事業',
    shortName: 'ひとり親就業支援プラットフォーム',
    fiscalYear: 2024,
    document: {
      title: '令和6年度ひとり親家庭に対する就業支援プラットフォーム構築事業実施要綱',
      kind: '実施要綱',
      issuer: 'こども家庭庁支援局長',
    },
    period: { from: '2024-04-01', to: '2025-03-31', source: '実施要綱 第3の2(1)' },
  },
  parties: {
    implementingBody: { kind: 'adopted-organisation', name: '実施団体', source: '実施要綱 第2' },
    receiver: { name: 'こども家庭庁', organ: '支援局', source: '実施要綱 第4の3' },
    others: [
      {
        name: '都道府県・市町村・特別区',
        part: '調査に回答し、職員向けページを利用する',
        source: '実施要綱 第3の1(1)',
      },
      { name: '全国団体', part: '調査に回答する', source: '実施要綱 第3の1(1)' },
      { name: '後任者', part: '業務を引き継ぐ', source: '実施要綱 第3の2(6)' },
    ],
  },
  roles: {
    'body-staff': '実施団体 担当者',
    'body-manager': '実施団体 責任者',
    'receiver-officer': 'こども家庭庁 担当官',
    'prefecture-officer': '都道府県 担当者',
    auditor: '情報セキュリティ監査人',
    administrator: 'システム管理者',
  },
  rolesSource: '実施要綱 第2、第3の1(1)、第3の2(5)イ、第7の3エ',
  portal: {
    key: 'single-parent-2024',
    title: 'あなたの支え',
    neutralName: 'くらしの支え',
    source: '実施要綱 第3の2(1)',
  },
  surveys: [
    {
      form: singleParentDesks,
      title: 'ひとり親家庭の相談窓口に関する調査',
      recipients: ['local-governments', 'national-organisations'],
      source: '実施要綱 第3の1(1)',
    },
    {
      form: singleParentMeasures,
      title: 'ひとり親家庭への支援内容に関する調査',
      recipients: ['local-governments'],
      source: '実施要綱 第3の1(1)',
    },
    {
      form: employers,
      title: 'ひとり親の雇用に理解のある企業に関する調査',
      recipients: ['local-governments', 'national-organisations'],
      source: '実施要綱 第3の1(2)',
    },
  ],
  mail: {
    senderName: 'ひとり親家庭支援 調査事務局',
    contactSection: 'ひとり親家庭支援 調査事務局',
    phone: telephoneNotAssigned,
  },
  duties: [],
  prescribedForms: [],
  incidentClock: [],
  retention: [],
});
