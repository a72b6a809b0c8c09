import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { findProgramme, findSurvey } from '../../../../shared/programmes/registry.ts';
import { dueDateOf } from '../../../../shared/surveys/plan-round.ts';
import { type Round, reminderSteps } from '../../../../shared/surveys/round.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { roundHref } from './round-parts.tsx';

/** The days of a round, each with how it came about. */
export function Schedule({ round }: { readonly round: Round }) {
  const programme = findProgramme(round.programmeId);
  const survey = programme && findSurvey(programme, round.formId, round.formVersion);
  return (
    <DescriptionList
      items={[
        { term: '調査票', description: `${survey?.title ?? round.formId}（第${round.formVersion}版）` },
        { term: '回答開始日', description: warekiWithWeekday(round.opensOn) },
        { term: '提出期限', description: <DueDay round={round} /> },
        { term: '受付終了日', description: `${warekiWithWeekday(round.closesOn)} 終日` },
        { term: 'リマインドメール', description: <Reminders round={round} /> },
      ]}
    />
  );
}

function DueDay({ round }: { readonly round: Round }) {
  const { reason, warning } = dueDateOf(round);
  return (
    <>
      <p>{warekiWithWeekday(round.dueOn)} 終日</p>
      {round.nominalDueOn === undefined ? null : <p class="dads-support-text">{reason}</p>}
      {warning === undefined ? null : <p class="dads-support-text">{warning}</p>}
    </>
  );
}

function Reminders({ round }: { readonly round: Round }) {
  const steps = reminderSteps(round);
  if (steps.length === 0) return <p>送りません。</p>;
  return (
    <>
      {round.remindersPaused === undefined ? null : <p>今は止めています。</p>}
      <ul class="app-plain-list">
        {steps.map(({ step, on }) => (
          <li key={step}>
            {warekiWithWeekday(on)} 午前9時から
            {step <= round.reminderStepsDone ? '（送信済み）' : ''}
          </li>
        ))}
      </ul>
      {round.status === 'open' ? (
        <p>
          <Link href={roundHref(round, '/reminders')}>次に送る団体を見る・送信を止める</Link>
        </p>
      ) : null}
    </>
  );
}
