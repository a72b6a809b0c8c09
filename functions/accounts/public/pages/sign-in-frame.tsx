import type { ComponentChildren } from 'preact';
import { renderPage } from '../../../ui/document.tsx';
import { ConsoleShell } from '../../../ui/shells/console-shell.tsx';
import { ja } from '../../../ui/texts/ja.ts';

/** The console's frame before anybody is known: it names no programme. */
export function SignInFrame(page: {
  readonly title: string;
  readonly hasErrors: boolean;
  readonly children: ComponentChildren;
}): string {
  return renderPage({
    title: `${page.hasErrors ? ja.errorTitlePrefix : ''}${page.title}｜${ja.siteName}`,
    styles: ['app.css'],
    scripts: ['submit-once.js'],
    robots: 'noindex',
    body: (
      <ConsoleShell programmeName="実施団体・所管機関用" homeHref="/console/login" navigation={{ items: [] }}>
        <div class="app-narrow app-sign-in app-stack">{page.children}</div>
      </ConsoleShell>
    ),
  });
}
