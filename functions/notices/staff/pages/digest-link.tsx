import { type Caller, may } from '../../../../shared/access/policy.ts';
import { Link } from '../../../ui/components/link.tsx';

export const digestPath = '/console/notices/digest';
export const digestTitle = '定期報告の送信先';

/** For those who may see it; the page has no place in the menu. */
export function DigestLink({ caller }: { readonly caller: Caller }) {
  if (!may(caller.role, 'contacts:read')) return null;
  return (
    <p>
      <Link href={digestPath}>{digestTitle}</Link>
    </p>
  );
}
