/** Every page under /s that knows which survey it is about. */
import type { ComponentChildren } from 'preact';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { JstDate } from '../../../../shared/kernel/time.ts';
import type { SurveyContact } from '../../../../shared/surveys/survey-programmes.ts';
import { renderPage } from '../../../ui/document.tsx';
import { SurveyShell } from '../../../ui/shells/survey-shell.tsx';
import type { ScriptName } from '../../../ui/static-files.ts';
import { ja } from '../../../ui/texts/ja.ts';

/** Whose survey it is. Without name and day where these are not to be told. */
export interface SurveyHead {
  readonly surveyTitle: string;
  readonly organisationName?: string;
  readonly dueOn?: JstDate;
  readonly contact: SurveyContact;
}

export interface SurveyFrame {
  readonly title: string;
  readonly head: SurveyHead;
  readonly hasErrors?: boolean;
  readonly scripts?: readonly ScriptName[];
  readonly children: ComponentChildren;
}

/** The tab names the page and the survey, never the organisation: titles go into histories. */
export function renderSurveyPage({ title, head, hasErrors, scripts, children }: SurveyFrame): string {
  const { surveyTitle, organisationName, dueOn, contact } = head;
  return renderPage({
    title: `${hasErrors === true ? ja.errorTitlePrefix : ''}${title}｜${surveyTitle}`,
    styles: ['app.css'],
    scripts: ['submit-once.js', ...(scripts ?? [])],
    robots: 'noindex',
    referrer: 'same-origin',
    body: (
      <SurveyShell
        surveyTitle={surveyTitle}
        {...(organisationName === undefined ? {} : { organisationName })}
        {...(dueOn === undefined ? {} : { dueText: warekiWithWeekday(dueOn) })}
        contact={contact}
      >
        {children}
      </SurveyShell>
    ),
  });
}
