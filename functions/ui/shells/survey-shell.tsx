import type { JSX } from 'preact';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { mainId, SkipLink } from '../components/skip-link.tsx';
import { ja } from '../texts/ja.ts';
import { type Contact, ContactSection } from './contact-section.tsx';
import type { ShellContent } from './page.ts';

export interface SurveyShellProps extends ShellContent {
  readonly surveyTitle: string;
  /** Who is asked, e.g. 千葉県 千葉市; absent before the link is known to be good. */
  readonly organisationName?: string;
  /** In words, e.g. 令和8年7月31日（金） */
  readonly dueText?: string;
  readonly contact: Contact;
}

/** The frame of every page under /s: narrow, one column, nothing to wander off to. */
export function SurveyShell(props: SurveyShellProps): JSX.Element {
  return (
    <>
      <SkipLink />
      <header class="app-survey-header">
        <div class="app-narrow">
          <p class="app-survey-header__title">{props.surveyTitle}</p>
          <dl class="app-survey-header__facts">
            {fact(ja.survey.organisation, props.organisationName)}
            {fact(ja.survey.due, props.dueText)}
          </dl>
        </div>
      </header>
      <div class="app-body app-narrow">
        {props.breadcrumb === undefined ? null : <Breadcrumb crumbs={props.breadcrumb} />}
        <main class="app-main" id={mainId} tabindex={-1}>
          {props.children}
        </main>
      </div>
      <footer class="app-footer">
        <div class="app-narrow">
          <ContactSection contact={props.contact} />
        </div>
      </footer>
    </>
  );
}

function fact(term: string, description: string | undefined): JSX.Element | null {
  return description === undefined ? null : (
    <div class="app-survey-header__fact">
      <dt>{term}</dt>
      <dd>{description}</dd>
    </div>
  );
}
