import type { JSX } from 'preact';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Button } from '../components/button.tsx';
import { FormGuard, type FormGuardProps } from '../components/form.tsx';
import { mainId, SkipLink } from '../components/skip-link.tsx';
import { ja } from '../texts/ja.ts';
import { Navigation, type NavigationProps } from './navigation.tsx';
import type { ShellContent } from './page.ts';

export interface ConsoleShellProps extends ShellContent {
  /** 事業の略称 */
  readonly programmeName: string;
  readonly homeHref: string;
  /** Absent before login. */
  readonly person?: SignedInPerson;
  readonly navigation: NavigationProps;
}

interface SignedInPerson {
  readonly name: string;
  /** In Japanese, e.g. 実施団体 担当者. */
  readonly role: string;
  readonly logOutAction: string;
  readonly guard: FormGuardProps;
}

/** The frame of every page under /console. */
export function ConsoleShell(props: ConsoleShellProps): JSX.Element {
  return (
    <>
      <SkipLink />
      <header class="app-header">
        <div class="app-header__inner app-width">
          <a class="app-header__brand" href={props.homeHref}>
            <span class="app-header__programme">{props.programmeName}</span>
            <span class="app-header__system">{ja.siteName}</span>
          </a>
          {props.person === undefined ? null : <SignedIn person={props.person} />}
        </div>
      </header>
      <Navigation {...props.navigation} />
      <div class="app-body app-width">
        {props.breadcrumb === undefined ? null : <Breadcrumb crumbs={props.breadcrumb} />}
        <main class="app-main" id={mainId} tabindex={-1}>
          {props.children}
        </main>
      </div>
      <footer class="app-footer">
        <div class="app-width">
          <p>
            {props.programmeName} {ja.siteName}
          </p>
        </div>
      </footer>
    </>
  );
}

function SignedIn({ person }: { readonly person: SignedInPerson }): JSX.Element {
  return (
    <div class="app-header__person">
      <p class="app-header__who">
        <span class="dads-visually-hidden">{ja.signedInAs}：</span>
        <span class="app-header__role">{person.role}</span>
        <span class="app-header__name">{person.name}</span>
      </p>
      <form method="post" action={person.logOutAction} data-submit-once>
        <FormGuard {...person.guard} />
        <Button weight="outline" size="sm">
          {ja.actions.logOut}
        </Button>
      </form>
    </div>
  );
}
