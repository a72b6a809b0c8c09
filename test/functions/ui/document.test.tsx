import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../functions/ui/document.tsx';
import { renderErrorPage } from '../../../functions/ui/error-page.tsx';
import { permittedItems } from '../../../functions/ui/shells/navigation.tsx';
import { staticPath } from '../../../functions/ui/static-files.ts';
import { errorTexts } from '../../../functions/ui/texts/error-texts.ts';
import { ja } from '../../../functions/ui/texts/ja.ts';
import { consolePage } from './gallery/console-page.tsx';
import { portalPage } from './gallery/portal-page.tsx';
import { surveyPage } from './gallery/survey-page.tsx';

const pages = [
  { name: 'console', html: consolePage() },
  { name: 'survey', html: surveyPage() },
  { name: 'survey with errors', html: surveyPage({ errors: [{ field: 'phone', message: '入力してください。' }] }) },
  { name: 'portal', html: portalPage() },
  { name: 'error', html: renderErrorPage({ status: 500, requestId: 'abc' }) },
];

describe.each(pages)('the $name page', ({ html }) => {
  it('is a Japanese document with one h1 and one main that the skip link leads to', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"\/>/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toMatch(/<body><a class="dads-skip-link" href="#main">/);
    expect(html.match(/<main[^>]* id="main"/g)).toHaveLength(1);
  });

  it('has nothing inline: no style, no script text, no handler', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const script of html.match(/<script.*?<\/script>/gs) ?? []) {
      expect(script).toMatch(/^<script type="module" src="\/static\/[0-9a-f]{32}\.js"><\/script>$/);
    }
  });

  it('fetches from its own origin only', () => {
    const fetched = [...html.matchAll(/<(?:link|script|img)[^>]* (?:href|src)="([^"]+)"/g)].map((found) => found[1]);
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.filter((address) => !address?.startsWith('/static/'))).toEqual([]);
  });
});

describe('a page document', () => {
  it('escapes its title and says what robots and other sites may know', () => {
    const html = renderPage({
      title: '<b>&',
      body: <p>本文</p>,
      styles: ['app.css'],
      robots: 'noindex',
      referrer: 'same-origin',
    });
    expect(html).toContain('<title>&lt;b>&amp;</title>');
    expect(html).toContain('<meta name="robots" content="noindex"/><meta name="referrer" content="same-origin"/>');
    expect(html).toContain(`<link rel="stylesheet" href="${staticPath('app.css')}"/>`);
  });

  it('of the portal names nothing of danger where others may see it: title, addresses, icon', () => {
    const html = portalPage();
    expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).toBe('くらしの案内');
    expect(html).toContain('<meta name="referrer" content="no-referrer"/>');
  });

  it('of the portal has the exit as a plain link, right after the skip link', () => {
    const links = portalPage().match(/<a [^>]*>/g) ?? [];
    expect(links[0]).toContain('dads-skip-link');
    expect(links[1]).toMatch(/href="\/exit" rel="nofollow noreferrer"/);
  });
});

describe('the menu', () => {
  it('shows only what the person may open', () => {
    const items = [
      { label: '調査', href: '/a', permission: 'read' },
      { label: 'アカウント', href: '/b', permission: 'admin' },
    ];
    expect(permittedItems(items, (permission) => permission === 'read').map(({ label }) => label)).toEqual(['調査']);
  });
});

describe('error pages', () => {
  it.each(Object.keys(errorTexts).map(Number))('%i says what happened and what to do, and is not indexed', (status) => {
    const known = Object.entries(errorTexts).find(([key]) => Number(key) === status)?.[1];
    const html = renderErrorPage({ status: status as keyof typeof errorTexts });
    for (const sentence of Object.values(known ?? {})) expect(html).toContain(sentence);
    expect(known?.whatToDo).toMatch(/(ください|ご連絡ください)。$/);
    expect(html).toContain('content="noindex"');
  });

  it('take more exact words where the refusal has some', () => {
    const html = renderErrorPage({ status: 410, text: { title: 'このリンクは有効期限が切れています' } });
    expect(html).toContain('<h1 class="dads-heading__text">このリンクは有効期限が切れています</h1>');
    expect(html).toContain(errorTexts[410].whatToDo);
  });
});

describe('shared texts', () => {
  it('are Japanese throughout', () => {
    const texts = [...sentences(ja), ...sentences(errorTexts)];
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((text) => /[A-Za-z]{2,}/.test(text.replace(/Shift|\{count\}/g, '')))).toEqual([]);
  });
});

function sentences(texts: unknown): readonly string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return [String(texts(1, 2, 3))];
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentences) : [];
}
