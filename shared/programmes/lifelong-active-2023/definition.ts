import { defineProgramme, telephoneNotAssigned } from '../programme-definition.ts';

export const lifelongActive2023 = defineProgramme({
  identity: {
    id: 'lifelong-active-2023',
    title: '生涯現役地域づくり環境整備事業（令和5年度開始分）',
    shortName: '生涯現役地域づくり',
    fiscalYear: 2023,
    document: {
      title: '生涯現役地域づくり環境整備事業（令和5年度開始分）に係る企画書作成のための仕様書',
      kind: '仕様書',
      issuer: '厚生労働省職業安定局高齢者雇用対策課',
    },
    // The period begins with the contract, on a day that each contract gives; the fiscal year is its earliest.
    period: { from: '2023-04-01', to: '2026-03-31', source: '仕様書2' },
  },
  parties: {
    implementingBody: { kind: 'council', name: '協議会', source: '仕様書4(1)' },
    receiver: { name: '愛媛労働局', organ: '職業安定部職業対策課', source: '仕様書11(1)' },
    others: [
      { name: '地方公共団体', part: '協議会の構成員となる', source: '仕様書4(1)' },
      { name: '厚生労働省', part: '事業構想を選定し、成果を公表する', source: '仕様書6(2)、11(4)' },
    ],
  },
  roles: {
    'body-staff': '協議会 事務局担当者',
    'body-manager': '協議会 事業統括員',
    'receiver-officer': '愛媛労働局 担当官',
    auditor: '労働局 監査担当者',
    administrator: 'システム管理者',
  },
  rolesSource: '仕様書4(1)、11、12(2)、別紙2 6.9.3',
  surveys: [],
  mail: {
    senderName: '生涯現役地域づくり環境整備事業 協議会事務局',
    contactSection: '協議会事務局',
    phone: telephoneNotAssigned,
  },
  duties: [],
  prescribedForms: [],
  incidentClock: [],
  retention: [],
});
