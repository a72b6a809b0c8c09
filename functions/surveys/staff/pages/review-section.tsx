import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { roundHref } from './round-parts.tsx';

/** The version that the page shows; a later one is not decided on unseen. */
export function SeenVersion({ invitation }: { readonly invitation: Pick<Invitation, 'version'> }) {
  return <input type="hidden" name="ifVersion" value={String(invitation.version)} />;
}

/** 受理, or on to 差戻し. */
export function ReviewSection({
  guard,
  invitation,
}: {
  readonly guard: FormGuardProps;
  readonly invitation: Invitation;
}) {
  const base = roundHref(invitation, `/organisations/${invitation.organisationId}`);
  return (
    <Section id="review" heading="回答の確認">
      <p>
        内容に問題がなければ受理してください。受理すると、窓口の情報がポータルサイトに掲載されます。取り消せません。
      </p>
      <Form {...guard} action={`${base}/accept`}>
        <SeenVersion invitation={invitation} />
        <ButtonGroup>
          <Button busyText="受理しています">この回答を受理する</Button>
          <ButtonLink weight="outline" href={`${base}/return`}>
            修正が必要なので差し戻す
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </Section>
  );
}
