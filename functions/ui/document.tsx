import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type ScriptName, type StyleName, staticPath } from './static-files.ts';

export interface PageDocument {
  /** Of the tab and the history. On the portal it stays neutral. */
  readonly title: string;
  /** BCP 47; Japanese unless told. */
  readonly lang?: string;
  readonly body: VNode;
  readonly styles: readonly StyleName[];
  readonly scripts?: readonly ScriptName[];
  /** For `<meta name="robots">`; pages behind a login or a personal link say `noindex`. */
  readonly robots?: 'noindex' | 'index';
  readonly referrer?: 'no-referrer' | 'same-origin';
}

/** A whole page. Nothing in it is inline, so a policy of `script-src 'self'; style-src 'self'` lets it work. */
export function renderPage(page: PageDocument): string {
  return `<!DOCTYPE html>${renderToString(<PageFrame {...page} />)}`;
}

function PageFrame({ title, lang, body, styles, scripts, robots, referrer }: PageDocument): VNode {
  return (
    <html lang={lang ?? 'ja'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="format-detection" content="telephone=no" />
        {robots === undefined ? null : <meta name="robots" content={robots} />}
        {referrer === undefined ? null : <meta name="referrer" content={referrer} />}
        <link rel="icon" type="image/svg+xml" href={staticPath('icon.svg')} />
        {styles.map((name) => (
          <link key={name} rel="stylesheet" href={staticPath(name)} />
        ))}
        {scripts?.map((name) => (
          <script key={name} type="module" src={staticPath(name)} />
        ))}
      </head>
      <body>{body}</body>
    </html>
  );
}
