import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Details } from '../../../ui/components/details.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { roundHref } from './round-parts.tsx';

/** For mails that went astray. The link itself is never shown to staff. */
export function LinkSection({
  guard,
  invitation,
}: {
  readonly guard: FormGuardProps;
  readonly invitation: Invitation;
}) {
  return (
    <Section id="link" heading="回答用リンク">
      <p>
        {invitation.linkGeneration === 1
          ? '開始時に送信したリンクが有効です。'
          : `${invitation.linkGeneration - 1}回再発行しました。最後に送信したリンクだけが有効です。`}
      </p>
      <Details summary="リンクを再発行する">
        <p>今のリンクを無効にし、新しいリンクを登録済みの連絡先にメールで送信します。入力途中の内容は残ります。</p>
        <Form {...guard} action={roundHref(invitation, `/organisations/${invitation.organisationId}/renew-link`)}>
          <ButtonGroup>
            <Button weight="outline" size="md">
              再発行して送信する
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  );
}
