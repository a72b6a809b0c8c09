/** Every page of the console: the frame, the menu that this person may use, and who is signed in. */
import type { ComponentChildren } from 'preact';
import type { Permission } from '../../shared/access/permission.ts';
import { type Caller, may } from '../../shared/access/policy.ts';
import { findProgramme } from '../../shared/programmes/registry.ts';
import type { Crumb } from './components/breadcrumb.tsx';
import type { FormGuardProps } from './components/form.tsx';
import { renderPage } from './document.tsx';
import { ConsoleShell } from './shells/console-shell.tsx';
import { type NavigationItem, permittedItems } from './shells/navigation.tsx';
import type { ScriptName } from './static-files.ts';
import { ja } from './texts/ja.ts';

export interface ConsolePage {
  /** Also the text of the page's h1, which the page writes itself. */
  readonly title: string;
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  /** Which part of the console is open: one of the addresses of the menu. */
  readonly part?: ConsolePart;
  readonly breadcrumb?: readonly Crumb[];
  readonly scripts?: readonly ScriptName[];
  /** The page came back with errors; its title says so first. */
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}

const parts = [
  { href: '/console/surveys/rounds', label: '調査', permission: 'rounds:read' },
  { href: '/console/surveys/area', label: '管内の状況', permission: 'area-progress:read' },
  { href: '/console/notices/contacts', label: '連絡先', permission: 'contacts:read' },
  { href: '/console/notices/mails', label: 'メール', permission: 'notices:read' },
  { href: '/console/directory/desks', label: '窓口一覧', permission: 'desks:read' },
  { href: '/console/directory/comparison', label: '施策の比較', permission: 'measures:read' },
  { href: '/console/directory/corrections', label: '訂正の依頼', permission: 'corrections:read' },
  { href: '/console/assets/files', label: 'ファイル', permission: 'files:read' },
  { href: '/console/records/audit', label: '操作の記録', permission: 'audit:read' },
  { href: '/console/accounts/list', label: 'アカウント', permission: 'accounts:read' },
] as const satisfies readonly (NavigationItem & { permission: Permission })[];

export type ConsolePart = (typeof parts)[number]['href'];

/** The parts that a role may open, in the order of the menu. */
export function consoleParts(caller: Caller): readonly NavigationItem[] {
  return permittedItems<Permission>(parts, (permission) => may(caller.role, permission));
}

export function renderConsolePage(page: ConsolePage): string {
  const programme = findProgramme(page.caller.programmeId);
  const shortName = programme?.identity.shortName ?? page.caller.programmeId;
  const roleTitle = programme?.roles[page.caller.role] ?? page.caller.role;
  return renderPage({
    title: `${page.hasErrors === true ? ja.errorTitlePrefix : ''}${page.title}｜${shortName} ${ja.siteName}`,
    styles: ['app.css'],
    scripts: ['submit-once.js', ...(page.scripts ?? [])],
    robots: 'noindex',
    body: (
      <ConsoleShell
        programmeName={shortName}
        homeHref="/console"
        person={{
          name: page.caller.displayName,
          role: roleTitle,
          logOutAction: '/console/accounts/sign-out',
          guard: page.guard,
        }}
        navigation={{ items: consoleParts(page.caller), currentHref: page.part }}
        {...(page.breadcrumb === undefined ? {} : { breadcrumb: page.breadcrumb })}
      >
        {page.children}
      </ConsoleShell>
    ),
  });
}
