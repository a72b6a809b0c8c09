/** 期限延長 and 対象外 of one organisation: what stands, with the button that takes it back, or the form for it. */
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { type Invitation, isAnswerable } from '../../../../shared/surveys/invitation.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Details } from '../../../ui/components/details.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { roundHref } from './round-parts.tsx';

export interface TermsForm {
  readonly of: 'exempt' | 'extend';
  readonly reason: string;
  readonly until: string;
  /** By the ids of the page, which has two reasons. */
  readonly errors: readonly FieldError[];
}

export interface TermsSectionProps {
  readonly guard: FormGuardProps;
  readonly invitation: Invitation;
  readonly terms: TermsForm | undefined;
}

export function TermsSection(props: TermsSectionProps) {
  const { invitation } = props;
  if (invitation.status === 'exempt') {
    return (
      <Section id="terms" heading="対象外">
        <p>{`理由：${invitation.exemptionReason}`}</p>
        <TakeBack {...props} act="end-exemption" label="対象外を取り消す">
          取り消すと、対象外とする前の状態に戻り、リマインドの対象になります。団体には、メールでお知らせします。
        </TakeBack>
      </Section>
    );
  }
  if (!isAnswerable(invitation)) return null;
  return (
    <Section id="terms" heading="期限の延長と対象外">
      <Extension {...props} />
      <Exemption {...props} />
    </Section>
  );
}

function Extension(props: TermsSectionProps) {
  const { guard, invitation, terms } = props;
  const { extension } = invitation;
  const typed = terms?.of === 'extend' ? terms : undefined;
  return (
    <>
      {extension === undefined ? null : (
        <>
          <p>
            提出期限を{warekiWithWeekday(extension.until)}まで延長しています。延長前の提出期限は、
            {warekiWithWeekday(extension.before.dueOn)}です。理由：{extension.reason}
          </p>
          <TakeBack {...props} act="end-extension" label="期限の延長を取り消す">
            取り消すと、延長前の期限に戻ります。団体には、メールでお知らせします。
          </TakeBack>
        </>
      )}
      <Details
        summary={extension === undefined ? 'この団体の期限を延長する' : '延長した期限を変更する'}
        open={typed !== undefined}
      >
        <Form {...guard} action={actionOf(invitation, 'extend')}>
          <TextField
            name="until"
            label="延長後の期限"
            support="開庁日を指定してください。この日の終わりまで、同じリンクから提出できます。"
            kind="date"
            width="sm"
            need="required"
            value={typed?.until}
            error={errorOf(typed, 'until')}
          />
          <Reason id="extend-reason" typed={typed} />
          <ButtonGroup>
            <Button weight="outline" size="md">
              期限を延長する
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </>
  );
}

function Exemption({ guard, invitation, terms }: TermsSectionProps) {
  const typed = terms?.of === 'exempt' ? terms : undefined;
  return (
    <Details summary="この団体を対象外とする" open={typed !== undefined}>
      <p>
        対象外とすると、回答とリマインドの対象から外れ、回答の状況では「対象外」として別に数えます。対象の団体数は変わりません。あとで取り消せます。団体には、理由を載せずにメールでお知らせします。
      </p>
      <Form {...guard} action={actionOf(invitation, 'exempt')}>
        <Reason id="exempt-reason" typed={typed} />
        <ButtonGroup>
          <Button weight="outline" size="md">
            対象外とする
          </Button>
        </ButtonGroup>
      </Form>
    </Details>
  );
}

function Reason({ id, typed }: { readonly id: string; readonly typed: TermsForm | undefined }) {
  return (
    <TextArea
      id={id}
      name="reason"
      label="理由"
      support="記録に残ります。団体には表示しません。"
      need="required"
      rows={2}
      value={typed?.reason}
      error={errorOf(typed, id)}
      maxLength={500}
    />
  );
}

function errorOf(typed: TermsForm | undefined, field: string): string | undefined {
  return typed?.errors.find((error) => error.field === field)?.message;
}

type Act = 'exempt' | 'extend' | 'end-exemption' | 'end-extension';

function actionOf(invitation: Invitation, act: Act): string {
  return roundHref(invitation, `/organisations/${invitation.organisationId}/${act}`);
}

interface TakeBackProps extends Pick<TermsSectionProps, 'guard' | 'invitation'> {
  readonly act: Extract<Act, `end-${string}`>;
  readonly label: string;
  readonly children: string;
}

function TakeBack({ guard, invitation, act, label, children }: TakeBackProps) {
  return (
    <Details summary={label}>
      <p>{children}</p>
      <Form {...guard} action={actionOf(invitation, act)}>
        <ButtonGroup>
          <Button weight="outline" size="md">
            取消しを確定する
          </Button>
        </ButtonGroup>
      </Form>
    </Details>
  );
}
