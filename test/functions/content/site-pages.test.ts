import { describe, expect, it } from 'vitest';
import { renderSitePage } from '../../../functions/content/publish-site/pages/site-page.tsx';
import type { AreaDesks } from '../../../shared/content/area-desks.ts';
import { allPages, pathOf } from '../../../shared/content/site-map.ts';
import { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { JstDate } from '../../../shared/kernel/time.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { programmes } from '../../../shared/programmes/registry.ts';
import { ours } from '../../support/staff-world.ts';

const portals = programmes.flatMap(({ portal }) => (portal === undefined ? [] : [portal]));
const [portal] = portals;
if (portal === undefined) throw new Error('no portal');
const city = LocalGovernmentCode.parse('121002');
const hostile = '<img src=x onerror=alert(1)>"\'&</title><script>';
const entryOf = (desk: Partial<AreaDesks['desks'][number]>): AreaDesks => ({
  programmeId: ours,
  organisationId: city,
  version: 1,
  confirmedOn: JstDate.parse('2026-06-10'),
  desks: [{ deskId: '121002-1' as never, name: '相談室', ...desk }],
});
const pages = allPages(localGovernments);
const titleOf = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
const cityPage = (desk: Partial<AreaDesks['desks'][number]>) =>
  renderSitePage({ kind: 'municipality', code: city }, { portal, desks: [entryOf(desk)] });

describe('what a history or a shared screen shows', () => {
  it('is a title of its own for each page, without a word about its subject', () => {
    const titles = pages.map((page) => titleOf(renderSitePage(page, { portal, desks: [] })));
    expect(new Set(titles).size).toBe(pages.length);
    for (const title of titles) expect(title).not.toMatch(/DV|女性|暴力|相談|支援|被害|困難|婦人|母子|性/i);
    for (const each of portals) expect(each.neutralName).not.toMatch(/DV|女性|暴力|相談|支援|被害|困難/i);
  });

  it('is an address of figures and plain words', () => {
    for (const page of pages)
      expect(pathOf(page)).toMatch(/^(index\.html|404\.html|safety|accessibility|areas\/\d{6})$/);
    expect(new Set(pages.map(pathOf)).size).toBe(pages.length);
  });
});

describe('a page', () => {
  const all = [...pages.slice(0, 4), ...pages.slice(-3)].map((page) => renderSitePage(page, { portal, desks: [] }));

  it('fetches nothing from elsewhere, and leads elsewhere only by the way out', () => {
    for (const html of [...all, cityPage({})]) {
      expect(
        [...html.matchAll(/\s(?:src|srcset|action|data)="([^"]*)"/g)]
          .map(([, address]) => address)
          .filter((address) => !address?.startsWith('/static/')),
      ).toEqual([]);
      const foreign = [...html.matchAll(/\shref="([^"]*)"/g)]
        .map(([, address]) => address ?? '')
        .filter((address) => /^[a-z]+:/.test(address) && !address.startsWith('tel:'));
      expect(new Set(foreign)).toEqual(new Set(['https://www.jma.go.jp/bosai/forecast/']));
      expect(html).not.toMatch(/<form|document\.cookie|style="|onclick/);
      expect(html).toContain('no-referrer');
    }
  });

  it('says Japanese, has one main heading, and no cookie or session in it', () => {
    for (const html of all) {
      expect(html).toMatch(/^<!DOCTYPE html><html lang="ja">/);
      expect(html.match(/<h1/g)).toHaveLength(1);
    }
  });
});

describe('what an organisation wrote', () => {
  it.each([
    'name',
    'section',
    'phone',
    'mail',
    'url',
    'openDays',
    'openHours',
    'audience',
    'languages',
    'notes',
  ] as const)('in %s stays text, whatever it is', (field) => {
    const html = cityPage({ [field]: hostile });
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;img src=x onerror=alert(1)>');
    expect(titleOf(html)).toBe(`千葉県千葉市｜${portal.neutralName}`);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' data:text/html,x',
    'ftp://example.jp/',
    'https://user:pass@example.jp/',
    '//example.jp',
    'example.jp',
    'https://',
  ])('as the address %s is shown, not linked', (url) => {
    const html = cityPage({ url });
    expect(html).not.toMatch(/<dd><a[^>]*rel=/);
    expect(html).toContain('ウェブサイト');
  });

  it('as a proper address, phone or mail is a link that tells nothing of where one came from', () => {
    const html = cityPage({
      url: 'https://www.city.chiba.jp/a?b=1&c=2',
      phone: '043-245-5111',
      mail: 'soudan@city.chiba.jp',
    });
    expect(html).toContain('href="https://www.city.chiba.jp/a?b=1&amp;c=2" rel="noreferrer noopener"');
    expect(html).toContain('href="tel:');
    expect(html).toContain('href="mailto:soudan@city.chiba.jp"');
  });

  it('as a phone that cannot be dialled is shown as written', () => {
    expect(cityPage({ phone: '代表へ　内線1234' })).toContain('<dd>代表へ　内線1234</dd>');
  });
});
