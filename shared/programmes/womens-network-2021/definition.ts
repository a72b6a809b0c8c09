import { defineProgramme, telephoneNotAssigned } from '../programme-definition.ts';

export const womensNetwork2021 = defineProgramme({
  identity: {
    id: 'womens-network-2021',
    title: '困難な問題を抱える女性支援連携強化モデル事業',
    shortName: '女性支援連携強化モデル',
    fiscalYear: 2021,
    document: {
      title: '困難な問題を抱える女性支援連携強化モデル事業実施要綱',
      kind: '実施要綱',
      issuer: '厚生労働省子ども家庭局長',
    },
    period: { from: '2021-04-01', to: '2022-03-31', source: '通知（令和3年4月1日から実施）' },
  },
  parties: {
    implementingBody: { kind: 'city', name: '実施市', source: '実施要綱 2' },
    receiver: { name: '厚生労働省', organ: '子ども家庭局', source: '実施要綱 6' },
    others: [
      { name: '地域協議会の構成員', part: '情報を交換し、支援を協議する', source: '実施要綱 4(1)' },
      { name: '都道府県の関係機関', part: '地域協議会に加わる', source: '実施要綱 4(1)' },
    ],
  },
  // No clause speaks of an auditor.
  roles: {
    'body-staff': '調整機関 調整担当者',
    'body-manager': '調整機関 責任者',
    'receiver-officer': '厚生労働省 担当官',
    administrator: 'システム管理者',
  },
  rolesSource: '実施要綱 2、4(3)①、5、6',
  surveys: [],
  mail: {
    senderName: '女性支援連携強化モデル事業 調整機関',
    contactSection: '調整機関',
    phone: telephoneNotAssigned,
  },
  duties: [],
  prescribedForms: [],
  incidentClock: [],
  retention: [],
});
