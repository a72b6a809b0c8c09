import { Heading } from '../../../ui/components/heading.tsx';

export function NotFoundPage() {
  return (
    <>
      <Heading level={1}>ページが見つかりません</Heading>
      <p>ページが移動したか、アドレスが正しくない可能性があります。</p>
      <p>
        <a class="dads-link" href="/">
          ホームから探す
        </a>
      </p>
    </>
  );
}
