import type { Invitation } from '../../../../shared/surveys/invitation.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Details } from '../../../ui/components/details.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { roundHref } from './round-parts.tsx';

export interface ReviewSectionProps {
  readonly guard: FormGuardProps;
  readonly invitation: Invitation;
  readonly returning: { readonly reason: string; readonly dueOn: string; readonly errors: readonly FieldError[] };
}

/** 受理 or 差戻し of the version that the page shows; a later one is not decided on unseen. */
export function ReviewSection({ guard, invitation, returning }: ReviewSectionProps) {
  const { organisationId, version } = invitation;
  const base = roundHref(invitation, `/organisations/${organisationId}`);
  const errorOf = (field: string) => returning.errors.find((error) => error.field === field)?.message;
  const seen = <input type="hidden" name="ifVersion" value={String(version)} />;
  return (
    <Section id="review" heading="回答の確認">
      <p>
        内容に問題がなければ受理してください。受理すると、窓口の情報がポータルサイトに掲載されます。取り消せません。
      </p>
      <Form {...guard} action={`${base}/accept`}>
        {seen}
        <ButtonGroup>
          <Button busyText="受理しています">この回答を受理する</Button>
        </ButtonGroup>
      </Form>
      <Details summary="修正が必要なので差し戻す" open={returning.errors.length > 0}>
        <Form {...guard} action={`${base}/return`}>
          {seen}
          <TextArea
            name="reason"
            label="差戻しの理由"
            support="回答した団体に、そのまま表示します。直してほしい項目と内容を書いてください。"
            need="required"
            value={returning.reason}
            error={errorOf('reason')}
            maxLength={2000}
          />
          <TextField
            name="dueOn"
            label="新しい期限"
            support="開庁日を指定してください。この日の終わりまで、同じリンクから提出し直せます。"
            kind="date"
            width="sm"
            need="required"
            value={returning.dueOn}
            error={errorOf('dueOn')}
          />
          <ButtonGroup>
            <Button weight="outline" size="md" busyText="差し戻しています">
              理由を添えて差し戻す
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  );
}
