import type { LetterMatter } from '../../../shared/notices/letter.ts';
import type { MailSettings } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, footer, greeting, letterText } from './letter-parts.ts';

type Matter = Extract<LetterMatter, { kind: 'correction' }>;

const words = {
  link: {
    subject: '【訂正用リンク】掲載している窓口の情報',
    lead: '掲載している窓口の情報を訂正するためのリンクをお送りします。\n有効期間は14日間です。',
    how: '■ 訂正の方法\n次のアドレスを開き、画面の案内に沿って入力してください。',
    note: '・依頼した覚えがない場合は、何もする必要はありません。\n　このメールを開いただけでは、掲載は変わりません。',
  },
  accepted: {
    subject: '【訂正の結果】掲載に反映しました',
    lead: '依頼をいただいた訂正を、掲載に反映しました。\n御協力ありがとうございます。',
    how: '■ 結果の確認\n次のアドレスで確認できます。',
    note: '・掲載のページに表れるまで、数分かかることがあります。',
  },
  declined: {
    subject: '【訂正の結果】確認をお願いします',
    lead: '依頼をいただいた訂正は、掲載に反映しませんでした。',
    how: '■ 理由の確認\n次のアドレスで、理由を確認できます。',
    note: '・内容を直して、もう一度依頼することができます。',
  },
} as const;

/** 訂正: the link, or that it was decided; never what was corrected. */
export function writeCorrection({ content, contact, url }: Matter, mail: MailSettings) {
  const { subject, lead, how, note } = words[content.step];
  return { subject, text: letterText([greeting(contact), lead, `${how}\n\n${url}`, note, contactLines(mail), footer]) };
}
