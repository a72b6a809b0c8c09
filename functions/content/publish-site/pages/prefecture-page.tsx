import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, municipalitiesOf } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';
import { AreaDesksSection } from './area-desks-section.tsx';

export function PrefecturePage({
  code,
  desks,
}: {
  readonly code: LocalGovernmentCode;
  readonly desks: readonly AreaDesks[];
}) {
  const name = findLocalGovernment(code)?.name ?? '';
  const answered = new Set<string>(
    desks.filter((each) => each.desks.length > 0).map(({ organisationId }) => organisationId),
  );
  return (
    <>
      <Heading level={1}>{name}の相談窓口</Heading>
      <AreaDesksSection name={name} entry={desks.find(({ organisationId }) => organisationId === code)} />
      <Heading level={2}>市区町村から探す</Heading>
      <ul class="portal-areas">
        {municipalitiesOf(code).map((place) => (
          <li key={place.code}>
            <a class="dads-link" href={`/areas/${place.code}`}>
              {place.name}
            </a>
            {answered.has(place.code) ? null : <span class="portal-areas__note">（情報はまだありません）</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
