import { Heading } from '../../../ui/components/heading.tsx';

/** Says also what the exit does not do: it would be worse to promise too much. */
export function SafetyPage() {
  return (
    <>
      <Heading level={1}>安全に使うために</Heading>
      <Heading level={2}>すぐに別のページへ移るには</Heading>
      <p>画面の上にある「すぐにこのページを閉じる」を押すと、天気予報のページへ移ります。</p>
      <p>パソコンでは、Shift（シフト）キーを続けて3回押しても移ることができます。</p>
      <Heading level={2}>このボタンではできないこと</Heading>
      <ul>
        <li>閲覧の履歴は消えません。「戻る」を押すと、前に見たページが表示されることがあります。</li>
        <li>スマートフォンやパソコンに見張るためのアプリが入っていると、見ているページを知られることがあります。</li>
        <li>電話をかけると、発信の履歴や料金の明細に番号が残ることがあります。</li>
      </ul>
      <Heading level={2}>見たことを知られたくないとき</Heading>
      <ul>
        <li>図書館など、相手が使わない機器で見てください。</li>
        <li>ブラウザーの「プライベート」「シークレット」などの機能を使うと、履歴が残りにくくなります。</li>
        <li>履歴をすべて消すと、かえって疑われることがあります。見たページだけを消す方法もあります。</li>
      </ul>
      <p>
        身の危険を感じるときは、迷わず
        <a class="dads-link" href="tel:110">
          110番
        </a>
        に電話してください。
      </p>
    </>
  );
}
