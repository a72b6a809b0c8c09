import type { ProgrammeDefinition } from '../../../../shared/programmes/programme-definition.ts';
import { Button } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderCorrectionPage } from './correction-frame.tsx';

export interface AskingPage {
  readonly programme: ProgrammeDefinition;
  readonly organisation: string;
  readonly errors?: readonly FieldError[];
}

export function renderAskingPage({ programme, organisation, errors = [] }: AskingPage): string {
  return renderCorrectionPage({
    title: '掲載内容の訂正（自治体の担当の方）',
    hasErrors: errors.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>掲載内容の訂正（自治体の担当の方）</Heading>
        <p>
          「{programme.portal?.title ?? ''}
          」に掲載している窓口の情報を訂正できます。登録されている担当課のメールアドレスに、訂正用のリンクをお送りします。
        </p>
        <form class="dads-form" method="post" action="/corrections" novalidate data-submit-once>
          <input type="hidden" name="programme" value={programme.identity.id} />
          <TextField
            {...{ name: 'organisation', label: '団体コード', need: 'required', width: 'sm', value: organisation }}
            support="6桁の全国地方公共団体コードです。例：131016"
            error={errors[0]?.message}
          />
          <div>
            <Button>訂正用のリンクを送る</Button>
          </div>
        </form>
      </>
    ),
  });
}

/** Says nothing of whether there is an address: whoever asks may be anybody. */
export function renderAskedPage({ mail }: ProgrammeDefinition): string {
  return renderCorrectionPage({
    title: '受け付けました',
    children: (
      <>
        <Heading level={1}>受け付けました</Heading>
        <p>メールアドレスが登録されている団体には、訂正用のリンクをお送りします。届くまで数分かかることがあります。</p>
        <p>1時間以内に続けて依頼された場合は、先にお送りしたリンクをお使いください。</p>
        <p>メールが届かない場合は、{mail.contactSection}へお問い合わせください。</p>
      </>
    ),
  });
}
