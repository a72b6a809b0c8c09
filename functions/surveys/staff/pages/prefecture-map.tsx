/**
 * The 47 prefectures as tiles, on a wide screen where they lie in the country, else one after the other. Each is a link
 * and says its figures in words; the shade only repeats them.
 */
import type { JSX } from 'preact';
import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import type { RoundWatch, WatchedArea } from '../../../../shared/surveys/watch-round.ts';
import { answeredOf } from '../bodies.ts';
import { percent } from '../progress-rows.ts';
import { roundHref } from './round-parts.tsx';

export function PrefectureMap({ watch }: { readonly watch: Pick<RoundWatch, 'round' | 'byPrefecture'> }): JSX.Element {
  return (
    <ul class="app-map" aria-label="都道府県の並びで見た回答率">
      {prefectures.map(({ code, name }) => {
        const area = watch.byPrefecture.get(code.slice(0, 2));
        return area === undefined ? null : (
          <li key={code} class="app-map__place" data-prefecture={code.slice(0, 2)}>
            <a
              class="app-map__tile"
              data-level={levelOf(area)}
              href={roundHref(watch.round, `/organisations?prefecture=${code.slice(0, 2)}`)}
            >
              <span class="app-map__name">{name}</span>
              <span class="app-map__rate">{percent(answeredOf(area.counts), area.total)}</span>
              <span class="app-map__count">{`${answeredOf(area.counts)}/${area.total}`}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** 0 (nobody) to 4 (all). */
function levelOf({ counts, total }: WatchedArea): number {
  return Math.floor((answeredOf(counts) * 4) / total);
}
