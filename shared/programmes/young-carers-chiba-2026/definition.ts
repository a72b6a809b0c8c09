import { defineProgramme, telephoneNotAssigned } from '../programme-definition.ts';

export const youngCarersChiba2026 = defineProgramme({
  identity: {
    id: 'young-carers-chiba-2026',
    title: '令和8年度 ヤングケアラー支援体制構築事業',
    shortName: 'ヤングケアラー支援（千葉県）',
    fiscalYear: 2026,
    document: {
      title: '「令和8年度ヤングケアラー支援体制構築事業」業務委託仕様書',
      kind: '仕様書',
      issuer: '千葉県',
    },
    // The period begins with the contract; the fiscal year is its earliest.
    period: { from: '2026-04-01', to: '2027-03-31', source: '仕様書2' },
  },
  parties: {
    implementingBody: { kind: 'contractor', name: '受託事業者', source: '仕様書4' },
    receiver: { name: '千葉県', organ: '事業所管課', source: '仕様書5(2)④' },
    others: [{ name: '市町村・学校等の関係機関', part: '研修を受け、支援で連携する', source: '仕様書5(2)②' }],
  },
  roles: {
    'body-staff': '受託事業者 データ取扱者',
    'body-manager': '受託事業者 データ取扱責任者',
    'receiver-officer': '千葉県 担当者',
    auditor: '発注者 監査担当者',
    administrator: 'システム管理者',
  },
  rolesSource: '別記2 4.1(1)、4.2(4)、5.3(2)',
  surveys: [],
  mail: {
    senderName: '千葉県ヤングケアラー支援体制構築事業 事務局',
    contactSection: '受託事業者 事務局',
    phone: telephoneNotAssigned,
  },
  duties: [],
  prescribedForms: [],
  incidentClock: [],
  retention: [],
});
