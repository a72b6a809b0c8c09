import { type Caller, may } from '../../../../shared/access/policy.ts';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';

export interface ContactsMissingProps {
  readonly caller: Caller;
  /** There is a list, but without 全国団体, whom this survey asks too. */
  readonly lacksNational?: boolean;
}

/** Without a list of contacts nobody can be mailed. */
export function ContactsMissing({ caller, lacksNational = false }: ContactsMissingProps) {
  const heading = lacksNational ? '全国団体の連絡先がまだ取り込まれていません' : '連絡先がまだ取り込まれていません';
  return (
    <NotificationBanner kind="warning" heading={heading}>
      {lacksNational ? (
        <p>この調査は、全国団体にも依頼します。全国団体の行を加えた一覧を取り込むと、調査を開始できます。</p>
      ) : (
        <p>連絡先の一覧を取り込むと、調査を開始できます。</p>
      )}
      {may(caller.role, 'contacts:import') ? (
        <p>
          <Link href="/console/notices/contacts">連絡先の取込みへ進む</Link>
        </p>
      ) : null}
    </NotificationBanner>
  );
}
