/** The columns of a contact file, by the names that people give them. */

export const contactColumns = ['code', 'name', 'section', 'mail', 'cc', 'phone'] as const;
export type ContactColumn = (typeof contactColumns)[number];

/** The heading as the template has it. */
export const columnLabels = {
  code: '団体コード',
  name: '団体名',
  section: '担当部署',
  mail: 'メールアドレス',
  cc: 'CCメールアドレス（任意）',
  phone: '電話番号（任意）',
} as const satisfies Record<ContactColumn, string>;

export const neededColumns = ['code', 'name', 'section', 'mail'] as const satisfies readonly ContactColumn[];

/** In the form that `plainHeading` gives. */
const synonyms = {
  code: [
    '団体コード',
    '全国地方公共団体コード',
    '地方公共団体コード',
    '自治体コード',
    '市区町村コード',
    '市町村コード',
  ],
  name: ['団体名', '団体名称', '自治体名', '地方公共団体名', '市区町村名', '市町村名', '都道府県・市区町村名'],
  section: ['担当部署', '担当部署名', '担当課', '担当課名', '担当課室', '担当課室名', '部署', '部署名', '課名', '所属'],
  mail: ['メールアドレス', 'メール', '電子メール', '電子メールアドレス', 'eメール', 'e-mail', 'email', 'mail'],
  cc: ['ccメールアドレス', 'cc', 'ccアドレス', 'メールアドレス2', 'メールアドレス(cc)'],
  phone: ['電話番号', '電話', 'tel', '連絡先電話番号', '担当電話番号'],
} as const satisfies Record<ContactColumn, readonly string[]>;

/** Full width, spaces, line breaks, capitals and what says 任意 or 必須 make no difference. */
function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/[※*]?[([【]?(?:任意|必須)[)\]】]?/g, '')
    .replace(/[※*]/g, '')
    .toLowerCase();
}

export function columnOf(heading: string): ContactColumn | undefined {
  const plain = plainHeading(heading);
  return contactColumns.find((column) => synonyms[column].some((name) => name === plain));
}
