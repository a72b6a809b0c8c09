import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';

/** By the first two digits of the prefectures' codes, which run from north to south. */
const regions = [
  { name: '北海道・東北', from: '01', to: '07' },
  { name: '関東', from: '08', to: '14' },
  { name: '中部', from: '15', to: '23' },
  { name: '近畿', from: '24', to: '30' },
  { name: '中国・四国', from: '31', to: '39' },
  { name: '九州・沖縄', from: '40', to: '47' },
] as const;

export function HomePage() {
  return (
    <>
      <Heading level={1}>相談できるところを探す</Heading>
      <p>お住まいの都道府県を選んでください。相談は無料です。名前を言わなくても相談できます。</p>
      <p class="portal-lead">
        どこに相談したらよいか分からないときは、
        <a class="dads-link" href="tel:%238778">
          #8778（女性相談支援センター全国共通短縮ダイヤル）
        </a>
        に電話してください。お近くの窓口につながります。
      </p>
      <Heading level={2}>都道府県</Heading>
      {regions.map(({ name: region, from, to }) => (
        <section class="portal-region" key={region}>
          <Heading level={3}>{region}</Heading>
          <ul class="portal-areas">
            {prefectures
              .filter(({ code }) => from <= code.slice(0, 2) && code.slice(0, 2) <= to)
              .map(({ code, name }) => (
                <li key={code}>
                  <a class="portal-areas__link dads-link" href={`/areas/${code}`}>
                    <span class="portal-areas__name">{name}</span>
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
