import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';

export function HomePage() {
  return (
    <>
      <Heading level={1}>相談できるところを探す</Heading>
      <p>お住まいの都道府県を選んでください。相談は無料です。名前を言わなくても相談できます。</p>
      <p>
        どこに相談したらよいか分からないときは、
        <a class="dads-link" href="tel:%238778">
          #8778（女性相談支援センター全国共通短縮ダイヤル）
        </a>
        に電話してください。お近くの窓口につながります。
      </p>
      <Heading level={2}>都道府県</Heading>
      <ul class="portal-areas">
        {prefectures.map(({ code, name }) => (
          <li key={code}>
            <a class="dads-link" href={`/areas/${code}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
