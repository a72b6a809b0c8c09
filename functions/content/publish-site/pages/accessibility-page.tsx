import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';

/** @source みんなの公共サイト運用ガイドライン（2024年版）; WAIC ウェブアクセシビリティ方針策定ガイドライン */
export function AccessibilityPage() {
  return (
    <>
      <Heading level={1}>ウェブアクセシビリティ方針</Heading>
      <p>どなたにも使いやすいサイトにするため、次の方針で取り組んでいます。</p>
      <DescriptionList
        items={[
          { term: '対象範囲', description: 'このサイトのすべてのページ' },
          {
            term: '目標とする適合レベル',
            description: 'JIS X 8341-3:2016 の適合レベルAAに配慮し、WCAG 2.2 レベルAAにも対応します。',
          },
          { term: '例外事項', description: 'ありません。' },
          {
            term: '対応度の表記',
            description: '「配慮」は、情報通信アクセス協議会ウェブアクセシビリティ基盤委員会の定めによります。',
          },
        ]}
      />
    </>
  );
}
