import type { Caller } from '../../../../shared/access/policy.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { DayFields, type DayFieldsProps } from './day-fields.tsx';
import { crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface ReschedulePage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly values: DayFieldsProps['values'];
  readonly errors: readonly FieldError[];
}

const title = '日程の変更';

export function renderReschedulePage({ caller, guard, round, values, errors }: ReschedulePage): string {
  return renderConsolePage({
    ...{ title, caller, guard, part: roundsPart, hasErrors: errors.length > 0 },
    breadcrumb: crumbsOf(round, title),
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1} shoulder={round.title}>
          {title}
        </Heading>
        <p>開始前の調査の日程を変えます。この時点では、メールは送信されません。</p>
        {round.announcement === undefined ? null : (
          <NotificationBanner kind="warning" heading="事前のお知らせを送った調査です">
            <p>変えた後に、事前のお知らせをもう一度送ると、すべての団体に新しい日程を知らせます。</p>
          </NotificationBanner>
        )}
        <Form {...guard} action={roundHref(round, '/reschedule')}>
          <DayFields values={values} errors={errors} />
          <ButtonGroup>
            <Button>日程を変える</Button>
            <ButtonLink weight="outline" href={roundHref(round)}>
              変えずに戻る
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
}
