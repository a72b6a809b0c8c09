import { wareki } from '../../../../shared/calendar/wareki.ts';
import { type DeskCorrection, deskCorrectionLabels } from '../../../../shared/directory/desk-correction.ts';
import type { OpenedCorrection } from '../../../../shared/directory/open-correction.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import { Button } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { contactOf, renderCorrectionPage } from './correction-frame.tsx';

export interface LandingPage extends OpenedCorrection {
  readonly token: string;
}

/** What the link shows before anybody has pressed anything: mail scanners see it too. */
export function renderLandingPage({ link, correction, token }: LandingPage): string {
  const name = nameOf(link.organisationId);
  const isOpen = correction?.status === 'requested';
  return renderCorrectionPage({
    title: '掲載内容の訂正',
    children: (
      <>
        <Heading level={1}>掲載内容の訂正</Heading>
        <p>
          このページは、<strong>{name}</strong>
          のご担当課にお送りしたものです。団体名がちがう場合は、操作せずに{contactOf(link.programmeId)}
          へご連絡ください。
        </p>
        {correction === undefined ? null : <State correction={correction} />}
        {isOpen ? (
          <form class="dads-form" method="post" action="/corrections/withdrawal" data-submit-once>
            <input type="hidden" name="token" value={token} />
            <p>確認が終わるまで、新しい訂正は依頼できません。内容を直すときは、取り下げてから依頼し直してください。</p>
            <div>
              <Button weight="outline">依頼を取り下げる</Button>
            </div>
          </form>
        ) : (
          <form class="dads-form" method="post" action={`/corrections/${token}`} data-submit-once>
            <div>
              <Button>掲載内容を確認して訂正する</Button>
            </div>
          </form>
        )}
      </>
    ),
  });
}

function State({ correction }: { readonly correction: DeskCorrection }) {
  const reason = correction.status === 'declined' ? [{ term: '理由', description: correction.reason }] : [];
  return (
    <>
      <Heading level={2}>前回の依頼</Heading>
      <DescriptionList
        items={[
          { term: '依頼した日', description: wareki(jstDateOf(correction.requestedAt)) },
          { term: '状態', description: deskCorrectionLabels[correction.status] },
          ...reason,
        ]}
      />
    </>
  );
}

export function renderHandedInPage({ link }: OpenedCorrection): string {
  return renderCorrectionPage({
    title: '依頼を受け付けました',
    children: (
      <>
        <Heading level={1}>依頼を受け付けました</Heading>
        <p>{nameOf(link.organisationId)}の訂正の依頼を受け付けました。内容を確認したあとで、掲載に反映します。</p>
        <p>結果は、登録されているメールアドレスにお知らせします。</p>
      </>
    ),
  });
}

export function nameOf(organisationId: string): string {
  const place = findLocalGovernment(organisationId);
  return place === undefined ? organisationId : fullName(place);
}
