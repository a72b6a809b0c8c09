import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';
import { AreaDesksSection } from './area-desks-section.tsx';

export function MunicipalityPage({
  code,
  desks,
}: {
  readonly code: LocalGovernmentCode;
  readonly desks: readonly AreaDesks[];
}) {
  const place = findLocalGovernment(code);
  const name = place === undefined ? '' : fullName(place);
  return (
    <>
      <Heading level={1}>{name}の相談窓口</Heading>
      <AreaDesksSection name={name} entry={desks.find(({ organisationId }) => organisationId === code)} />
      <p>
        <a class="dads-link" href={`/areas/${place?.prefectureCode ?? ''}`}>
          {(place && findLocalGovernment(place.prefectureCode)?.name) ?? ''}のほかの窓口を見る
        </a>
      </p>
    </>
  );
}
