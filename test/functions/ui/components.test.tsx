import { fc, test } from '@fast-check/vitest';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Button } from '../../../functions/ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../functions/ui/components/choice-group.tsx';
import { ErrorSummary } from '../../../functions/ui/components/error-summary.tsx';
import { FileField } from '../../../functions/ui/components/file-field.tsx';
import { AutosaveStatus, Form, FormGuard } from '../../../functions/ui/components/form.tsx';
import { Link } from '../../../functions/ui/components/link.tsx';
import { NotificationBanner } from '../../../functions/ui/components/notification-banner.tsx';
import { Pagination } from '../../../functions/ui/components/pagination.tsx';
import { ProgressBar } from '../../../functions/ui/components/progress-bar.tsx';
import { Select } from '../../../functions/ui/components/select.tsx';
import { StatusTag, type StatusTone } from '../../../functions/ui/components/status-tag.tsx';
import { Steps } from '../../../functions/ui/components/steps.tsx';
import { Table } from '../../../functions/ui/components/table.tsx';
import { TextArea } from '../../../functions/ui/components/text-area.tsx';
import { TextField } from '../../../functions/ui/components/text-field.tsx';

const render = (node: VNode) => renderToString(node);
const choices = [
  { value: 'yes', label: 'あり' },
  { value: 'no', label: 'なし' },
];

const fields: readonly { readonly kind: string; readonly draw: (given: Given) => VNode }[] = [
  { kind: 'TextField', draw: (given) => <TextField name="a" label="名称" {...given} /> },
  { kind: 'TextArea', draw: (given) => <TextArea name="a" label="名称" {...given} /> },
  { kind: 'Select', draw: (given) => <Select name="a" label="名称" choices={choices} {...given} /> },
  { kind: 'FileField', draw: (given) => <FileField name="a" label="名称" {...given} /> },
];
interface Given {
  readonly support?: string;
  readonly error?: string;
  readonly need?: 'required' | 'optional' | 'unmarked';
}

describe.each(fields)('$kind', ({ draw }) => {
  it('has a label tied to its control', () => {
    const html = render(draw({}));
    expect(html).toContain('<label class="dads-label" for="a">名称</label>');
    expect(html).toMatch(/<(input|textarea|select)[^>]* id="a" name="a"/);
  });

  it('is described by its error first and its support text second', () => {
    const html = render(draw({ support: '例', error: '入力してください。' }));
    expect(html).toContain('aria-describedby="a-error a-support"');
    expect(html).toContain('id="a-support">例</p>');
    expect(html).toContain('id="a-error">＊入力してください。</p>');
    expect(html).toContain('aria-invalid="true"');
    expect(html.indexOf('a-support">')).toBeLessThan(html.indexOf('name="a"'));
    expect(html.indexOf('name="a"')).toBeLessThan(html.indexOf('a-error">'));
  });

  it('claims neither description nor invalidity where there is none', () => {
    expect(render(draw({}))).not.toMatch(/aria-describedby|aria-invalid/);
  });

  it('says in words whether an answer is needed', () => {
    expect(render(draw({ need: 'required' }))).toContain('※必須');
    expect(render(draw({ need: 'required' }))).toContain('aria-required="true"');
    expect(render(draw({}))).toContain('※任意');
    expect(render(draw({ need: 'unmarked' }))).not.toContain('※');
  });
});

describe('values that were typed', () => {
  test.prop([fc.string({ unit: 'grapheme' })])('come back in a text field, escaped and identical', (value) => {
    const written = / value(?:="([^"<]*)")? /.exec(render(<TextField name="a" label="名称" value={value} />));
    expect(written).not.toBeNull();
    expect(unescaped(written?.[1] ?? '')).toBe(value);
  });

  test.prop([fc.string({ unit: 'grapheme' })])('come back in a text area, escaped and identical', (value) => {
    const html = render(<TextArea name="a" label="名称" value={value} />);
    const written = /<textarea[^>]*>\n([^<]*)<\/textarea>/.exec(html)?.[1];
    expect(unescaped(written ?? 'nothing')).toBe(value);
  });

  test.prop([fc.string()])('never become markup in an error', (message) => {
    const html = render(<ErrorSummary errors={[{ field: 'a', message: `<img src=x>${message}` }]} />);
    expect(html).not.toContain('<img');
  });

  it('select exactly the choice they name', () => {
    const html = render(<Select name="a" label="名称" choices={choices} value="no" />);
    expect(html.match(/<option[^>]* selected[^>]*>[^<]*/g)).toEqual(['<option value="no" selected>なし']);
    const radios = render(<RadioGroup name="a" label="名称" choices={choices} value="yes" />);
    expect(radios.match(/<input[^>]* checked/g)).toHaveLength(1);
    const boxes = render(<CheckboxGroup name="a" label="名称" choices={choices} values={['yes', 'no', 'gone']} />);
    expect(boxes.match(/<input[^>]* checked/g)).toHaveLength(2);
  });
});

describe('groups of choices', () => {
  it.each([
    { kind: 'radio', html: render(<RadioGroup name="a" label="受付" choices={choices} error="選択してください。" />) },
    {
      kind: 'checkbox',
      html: render(<CheckboxGroup name="a" label="受付" choices={choices} error="選択してください。" />),
    },
  ])('of kind $kind stand in a fieldset that is described by the error', ({ html, kind }) => {
    expect(html).toMatch(/^<fieldset[^>]*aria-describedby="a-error"/);
    expect(html).toMatch(/<legend[^>]*><span class="dads-label">受付<\/span>/);
    expect(html.match(new RegExp(`type="${kind}"`, 'g'))).toHaveLength(2);
  });

  it('carry the field id on the first control, so that the error summary leads there', () => {
    const html = render(<RadioGroup name="a" label="受付" choices={choices} />);
    expect([...html.matchAll(/<input[^>]* id="([^"]+)"/g)].map((found) => found[1])).toEqual(['a', 'a-2']);
    expect([...html.matchAll(/<label[^>]* for="([^"]+)"/g)].map((found) => found[1])).toEqual(['a', 'a-2']);
  });
});

describe('forms', () => {
  const guard = { csrf: 'token', commandId: 'command-1' };

  it('carry the session token and a command id', () => {
    expect(render(<FormGuard {...guard} />)).toBe(
      '<input type="hidden" name="csrf" value="token"/><input type="hidden" name="commandId" value="command-1"/>',
    );
  });

  it('post, leave checking to the server, and are sent once', () => {
    const html = render(
      <Form action="/s/answers" {...guard}>
        <Button>提出する</Button>
      </Form>,
    );
    expect(html).toMatch(/^<form[^>]* method="post" action="\/s\/answers"[^>]* novalidate data-submit-once/);
    expect(html).not.toContain('data-autosave');
    expect(html).toContain('data-busy-text="送信しています"');
  });

  it('name the address for autosave only where one is given', () => {
    const html = render(
      <Form action="/s/answers" autosaveUrl="/s/draft" {...guard}>
        <AutosaveStatus />
      </Form>,
    );
    expect(html).toContain('data-autosave-url="/s/draft"');
    expect(html).toMatch(/role="status" hidden data-autosave-status/);
  });

  it('do not let a browser fill in what is the answer of an organisation', () => {
    expect(render(<TextField name="a" label="名称" />)).toContain('autocomplete="off"');
    expect(render(<TextField name="a" label="メール" kind="email" autocomplete="email" />)).toContain(
      'autocomplete="email"',
    );
  });
});

describe('what a state looks like', () => {
  const tones: readonly StatusTone[] = ['neutral', 'progress', 'success', 'warning', 'error'];

  it('differs in shape, not in colour alone', () => {
    const shapes = tones.map((tone) => /<svg.*<\/svg>/.exec(render(<StatusTag tone={tone}>状況</StatusTag>))?.[0]);
    expect(new Set(shapes).size).toBe(tones.length);
  });

  it.each(['success', 'error', 'warning', 'info'] as const)(
    'a banner of kind %s has its icon and its kind in words',
    (kind) => {
      const html = render(<NotificationBanner kind={kind} heading="見出し" />);
      expect(html).toContain('<svg class="dads-icon"');
      expect(html).toMatch(/dads-visually-hidden">(完了|エラー|注意|お知らせ)：/);
    },
  );

  it('a progress bar says its figures in words and never divides by nothing', () => {
    expect(render(<ProgressBar id="p" label="提出" done={1243} total={1788} />)).toContain('1,788件中 1,243件（69%）');
    expect(render(<ProgressBar id="p" label="提出" done={0} total={0} />)).toContain('0件中 0件（0%）');
    expect(render(<ProgressBar id="p" label="提出" done={1787} total={1788} />)).toContain('（99%）');
  });

  it('exactly one step is the current one', () => {
    const html = render(<Steps steps={['入力', '確認', '提出']} current={1} />);
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
    expect(html).toContain('入力<span class="dads-visually-hidden">（完了）</span>');
  });
});

describe('tables and lists', () => {
  const table = (rows: readonly string[]) =>
    render(
      <Table
        id="t"
        caption="団体"
        rows={rows}
        rowKey={(row) => row}
        columns={[
          { header: '名称', namesRow: true, cell: (row) => row },
          { header: '件数', kind: 'number', cell: () => 1 },
        ]}
      />,
    );

  it('name columns and rows by scope, and the scrolling frame by the caption', () => {
    const html = table(['千葉市']);
    expect(html.match(/scope="col"/g)).toHaveLength(2);
    expect(html).toContain('<th scope="row">千葉市</th>');
    expect(html).toMatch(/^<section[^>]*aria-labelledby="t-caption" tabindex="0"/);
  });

  it('say so when they are empty', () => {
    expect(table([])).toContain('<td colspan="2">表示するデータがありません。</td>');
  });

  it('offer no way to a page that is not there', () => {
    expect(render(<Pagination summary="1件" />)).not.toContain('<a');
    expect(render(<Pagination summary="1件" nextHref="?n" />)).toContain('rel="next"');
  });

  it('a link to a new tab says so and gives away neither address nor window', () => {
    const html = render(
      <Link href="https://example.jp/" newTab>
        要綱
      </Link>,
    );
    expect(html).toContain('rel="noopener noreferrer"');
    expect(html).toContain('（新しいタブで開きます）');
  });
});

describe('the error summary', () => {
  it('is absent without errors', () => {
    expect(render(<ErrorSummary errors={[]} />)).toBe('');
  });

  it('is announced, takes focus, and links each error to its field', () => {
    const html = render(<ErrorSummary errors={[{ field: 'phone', message: '電話番号を入力してください。' }]} />);
    expect(html).toMatch(/^<div[^>]*role="alert"[^>]*tabindex="-1" autofocus/);
    expect(html).toContain('<a class="dads-link" href="#phone">電話番号を入力してください。</a>');
  });
});

function unescaped(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
