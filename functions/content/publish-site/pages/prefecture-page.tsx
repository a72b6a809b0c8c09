import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, municipalitiesOf } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';
import { AreaDesksSection } from './area-desks-section.tsx';

/** Not answered yet is not the same as none. */
function Note({ deskCount }: { readonly deskCount: number | undefined }) {
  if (deskCount === undefined) return <span class="portal-areas__note">（情報はまだありません）</span>;
  return deskCount === 0 ? <span class="portal-areas__note">（専用の窓口はありません）</span> : null;
}

export function PrefecturePage({
  code,
  desks,
}: {
  readonly code: LocalGovernmentCode;
  readonly desks: readonly AreaDesks[];
}) {
  const name = findLocalGovernment(code)?.name ?? '';
  const deskCounts = new Map<string, number>(desks.map((entry) => [entry.organisationId, entry.desks.length]));
  return (
    <>
      <Heading level={1}>{name}の相談窓口</Heading>
      <AreaDesksSection name={name} entry={desks.find(({ organisationId }) => organisationId === code)} />
      <Heading level={2}>市区町村から探す</Heading>
      <ul class="portal-areas">
        {municipalitiesOf(code).map((place) => (
          <li key={place.code}>
            <a class="portal-areas__link dads-link" href={`/areas/${place.code}`}>
              <span class="portal-areas__name">{place.name}</span>
              <Note deskCount={deskCounts.get(place.code)} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
