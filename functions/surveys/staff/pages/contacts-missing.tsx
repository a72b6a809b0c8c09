import { type Caller, may } from '../../../../shared/access/policy.ts';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';

/** Without a list of contacts nobody can be mailed. */
export function ContactsMissing({ caller }: { readonly caller: Caller }) {
  return (
    <NotificationBanner kind="warning" heading="連絡先がまだ取り込まれていません">
      <p>連絡先の一覧を取り込むと、調査を開始できます。</p>
      {may(caller.role, 'contacts:import') ? (
        <p>
          <Link href="/console/notices/contacts">連絡先の取込みへ進む</Link>
        </p>
      ) : null}
    </NotificationBanner>
  );
}
