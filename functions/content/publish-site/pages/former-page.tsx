import { wareki } from '../../../../shared/calendar/wareki.ts';
import type { LocalGovernmentCode } from '../../../../shared/kernel/ids.ts';
import { answeringBodyOf, findFormer } from '../../../../shared/programmes/former-local-governments.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import { Heading } from '../../../ui/components/heading.tsx';

/** For whoever comes by an old address or types an old code: one link further on. */
export function FormerPage({ code }: { readonly code: LocalGovernmentCode }) {
  const former = findFormer(code);
  const body = answeringBodyOf(code);
  if (former === undefined || body === undefined) return null;
  const successors = former.successors.map((each) => findLocalGovernment(each)?.name ?? each).join('と');
  return (
    <>
      <Heading level={1}>{former.name}</Heading>
      <p>
        {former.name}は、{wareki(former.endedOn)}に{successors}になりました。
      </p>
      <p>
        <a class="dads-link" href={`/areas/${body.code}`}>
          {fullName(body)}のページへ進む
        </a>
      </p>
    </>
  );
}
