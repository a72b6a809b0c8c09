import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { staticFiles, staticPath } from '../../../functions/ui/static-files.ts';

const sheets = staticFiles.filter(({ contentType }) => contentType.startsWith('text/css'));
const scripts = staticFiles.filter(({ contentType }) => contentType.startsWith('text/javascript'));

describe('static files', () => {
  it('are two style sheets, six scripts and an icon, each under the path that pages link to', () => {
    expect(staticFiles.map(({ name }) => name).sort()).toEqual([
      'app.css',
      'autosave.js',
      'conditions.js',
      'copy-hours.js',
      'icon.svg',
      'portal.css',
      'quick-exit.js',
      'submit-once.js',
      'upload.js',
    ]);
    for (const { name, path } of staticFiles) expect(staticPath(name)).toBe(path);
  });

  it.each(staticFiles)('$name stands under the digest of its own bytes', ({ body, digest, path }) => {
    expect(digest).toBe(createHash('sha256').update(body).digest('hex').slice(0, 32));
    expect(path).toMatch(new RegExp(`^/static/${digest}\\.(css|js|svg)$`));
  });

  it.each(scripts)('$name is under 3 KB', ({ body }) => {
    expect(body.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(body)).toBeLessThan(3072);
  });

  it.each(sheets)('$name fetches nothing else', ({ body }) => {
    expect(body).not.toMatch(/url\(|@import|https?:/);
  });

  it.each(sheets)('$name names no property that is not defined', ({ body }) => {
    const named = namedProperties(body);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !definedProperties(body).includes(name))).toEqual([]);
  });

  it('carry no design token that neither style sheet names', () => {
    const named = sheets.flatMap(({ body }) => namedProperties(body));
    const defined = sheets.flatMap(({ body }) => definedProperties(body));
    expect(defined.filter((name) => !named.includes(name))).toEqual([]);
  });
});

function definedProperties(css: string): readonly string[] {
  return [...css.matchAll(/[{;](--[\w-]+):/g)].map((found) => found[1] ?? '');
}

function namedProperties(css: string): readonly string[] {
  return [...css.matchAll(/var\((--[\w-]+)/g)].map((found) => found[1] ?? '');
}
