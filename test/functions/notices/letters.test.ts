import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLetterLinks } from '../../../functions/notices/letter-links.ts';
import { createLetterWriter } from '../../../functions/notices/texts/write-letter.ts';
import { ProgrammeId } from '../../../shared/kernel/ids.ts';
import { receiptNumberFrom } from '../../../shared/kernel/reference-number.ts';
import { Instant, JstDate, jstDateOf } from '../../../shared/kernel/time.ts';
import type { LetterMatter } from '../../../shared/notices/letter.ts';
import type { LinkedNoticeContent, NoticePurpose } from '../../../shared/notices/notice.ts';
import {
  aContact,
  anInvitationContent,
  chiba,
  now,
  programmeId,
  roundId,
  surveyTitle,
} from '../../support/builders/notices.ts';
import { testLinkSecrets } from '../../support/fakes/survey-links.ts';

const origin = 'https://chosa.example.jp';
const writer = createLetterWriter(origin);
const link = await createLetterLinks(testLinkSecrets(), origin).linkOf({ programmeId, roundId }, chiba, 1);
const invitation = anInvitationContent();
const referenceNumber = receiptNumberFrom(new Uint8Array(16).fill(7));
const contents: Readonly<Record<string, LinkedNoticeContent>> = {
  invitation,
  notStarted: { ...invitation, purpose: 'survey-reminder', step: 1, progress: 'not-started' },
  halfDone: { ...invitation, purpose: 'survey-reminder', step: 2, progress: 'half-done' },
  overdue: { ...invitation, purpose: 'survey-reminder', step: 3, progress: 'not-started', isOverdue: true },
  returnedOverdue: { ...invitation, purpose: 'survey-reminder', step: 4, progress: 'returned', isOverdue: true },
  addition: { ...invitation, purpose: 'survey-addition', formVersion: 2 },
  receipt: {
    ...{ purpose: 'survey-receipt', roundId, organisationId: chiba, surveyTitle, linkGeneration: 1 },
    ...{ referenceNumber, submittedAt: now, answerVersion: 4 },
  },
};
const write = (content: LinkedNoticeContent, contact = aContact(), on = jstDateOf(now)) =>
  writer.write(programmeId, { kind: 'survey', content, contact, link }, on);
const roundLine = {
  ...{ roundId, surveyTitle, dueOn: JstDate.parse('2026-06-30'), total: 1788, delivered: 1780 },
  ...{ submitted: 612, accepted: 500, unanswered: 1176 },
};
const digest = (lines: number = 1, over: object = {}) => ({
  ...{ purpose: 'digest' as const, kind: 'weekly' as const, period: JstDate.parse('2026-06-15') },
  countedAt: Instant.parse('2026-06-15T00:00:00.000Z'),
  parts: [{ part: 'surveys' as const, followed: lines, lines: Array.from({ length: lines }, () => roundLine) }],
  ...over,
});
const withLine = (over: object, followed = 1) =>
  digest(1, { parts: [{ part: 'surveys', followed, lines: [{ ...roundLine, ...over }] }] });

describe.each(Object.entries(contents))('%s', (_, content) => {
  const { subject, text, senderName } = write(content);
  const lines = text.split('\n');

  test('begins its subject with what it is, in at most 60 characters', () => {
    expect(subject).toMatch(/^【[^】]+】/);
    expect([...subject].length).toBeLessThanOrEqual(60);
    expect(senderName).toBe('「あなたのミカタ」調査事務局');
  });

  test('has each address alone on its line, short enough to stay whole, with nothing behind it', () => {
    const withUrl = lines.filter((line) => line.includes('http'));
    expect(withUrl).toEqual([link.url]);
    expect(link.url.length).toBeLessThanOrEqual(60);
    for (const url of withUrl) expect(lines[lines.indexOf(url) - 1]).toBe('');
  });

  test('can be followed without the link, by two codes that are typed', () => {
    expect(lines).toContain('入力する文字　：chosa.example.jp/s');
    expect(lines).toContain('団体コード　　：121002');
    expect(lines).toContain(`回答用コード　：${link.code}`);
    expect(link.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  });

  test('goes to the section, says whom to ask and that nothing is tracked', () => {
    expect(text.startsWith('千葉市\n男女共同参画課 御中\n')).toBe(true);
    expect(text).toContain('■ お問い合わせ\n「あなたのミカタ」調査事務局\n');
    expect(text).toContain('開封やアドレスの利用を記録する仕組みは使っていません。');
  });

  test('has no line that a mailer would break, and no address of anybody', () => {
    const width = (line: string) => [...line].reduce((sum, each) => sum + (each.charCodeAt(0) < 0x80 ? 1 : 2), 0);
    expect(lines.filter((line) => width(line) > 76)).toEqual([]);
    expect(text).not.toMatch(/@/);
  });
});

describe('words', () => {
  test('an invitation', () => {
    const { subject, text } = write(invitation);
    expect(subject).toBe('【回答依頼】令和8年度 相談窓口等に関する調査（期限6/30(火)）');
    expect(text).toContain('■ 提出期限\n令和8年6月30日(火)');
  });

  test('who has not begun and who is half-way read different words', () => {
    const [one, other] = [contents['notStarted'], contents['halfDone']].map((content) => content && write(content));
    expect(one?.subject).toContain('【回答のお願い】');
    expect(one?.text).toContain('まだ回答をいただいていません。');
    expect(other?.subject).toContain('【提出のお願い】');
    expect(other?.text).toContain('保存した内容の続きから入力できます。');
  });

  test('A10: a receipt says number and time, and nothing of the answers', () => {
    const { text } = write(contents['receipt'] ?? invitation);
    const printed = `${referenceNumber.slice(0, 5)}-${referenceNumber.slice(5)}`;
    expect(text).toContain(`受付番号：${printed}\n提出日時：令和8年6月10日(水) 10時23分`);
  });

  test('a digest counts, and says 100% only where nobody is missing', () => {
    const { subject, text } = writer.write(programmeId, { kind: 'digest', content: digest() }, jstDateOf(now));
    expect(subject).toBe('【週次報告】女性支援プラットフォーム 調査の回答状況（6/15(月)）');
    expect(text).toContain('厚生労働省 社会・援護局 御中');
    expect(text).toContain('（令和8年6月15日(月) 9時00分現在）');
    expect(text).toContain(
      '対象　　：1,788団体\n依頼到達：1,780団体\n提出済み：612団体（34.2%）\nうち受理：500団体\n未回答　：1,176団体',
    );
    expect(text.split('\n')).toContain(`${origin}/console`);
    const almost = withLine({ submitted: 1787, unanswered: 1 });
    expect(writer.write(programmeId, { kind: 'digest', content: almost }, jstDateOf(now)).text).toContain('（99.9%）');
  });

  test('A2: tells of national organisations apart, with a denominator of their own', () => {
    const national = { total: 6, delivered: 6, submitted: 2, accepted: 1, unanswered: 4 };
    const content = withLine({ national });
    const { text } = writer.write(programmeId, { kind: 'digest', content }, jstDateOf(now));
    expect(text).toContain('（地方公共団体）\n対象　　：1,788団体\n');
    expect(text).toContain('（全国団体）\n対象　　：6団体\n依頼到達：6団体\n提出済み：2団体（33.3%）\n');
  });

  test('F3: a digest tells what changed since the one before, and how many others did not', () => {
    const written = (content: ReturnType<typeof digest>) =>
      writer.write(programmeId, { kind: 'digest', content }, jstDateOf(now)).text;
    expect(written(withLine({ submittedBefore: 600 }, 3))).toContain('前回から：提出済み＋12団体');
    expect(written(withLine({ submittedBefore: 613 }, 3))).toContain('前回から：提出済み－1団体');
    expect(written(withLine({ submittedBefore: 612 }, 3))).toContain('前回から：提出済み±0団体');
    expect(written(withLine({}, 3))).toContain('ほかに実施中の調査が2件あります。変わりはありません。');
    expect(written(withLine({}))).not.toContain('ほかに実施中');
    expect(written(withLine({}))).not.toContain('前回から：');
  });

  test('M45: a monthly digest says that it is one, and the receiver is the programme’s own', () => {
    const monthly = digest(1, { kind: 'monthly', period: '2026-06-01', countedAt: '2026-06-01T00:00:00.000Z' });
    const write = (id: string) =>
      writer.write(ProgrammeId.parse(id), { kind: 'digest', content: monthly }, jstDateOf(now));
    expect(write(programmeId).subject).toBe('【月次報告】女性支援プラットフォーム 調査の回答状況（6/1(月)）');
    const receivers = ['womens-support-2026', 'single-parent-2024', 'lifelong-active-2023', 'young-carers-chiba-2026'];
    expect(receivers.map((id) => write(id).text.split('\n')[0])).toEqual([
      ...['厚生労働省 社会・援護局 御中', 'こども家庭庁 支援局 御中'],
      ...['愛媛労働局 職業安定部職業対策課 御中', '千葉県 事業所管課 御中'],
    ]);
  });

  test('a mail of a programme that is not in the registry is a fault', () => {
    expect(() =>
      writer.write(ProgrammeId.parse('nobody-2099'), { kind: 'digest', content: digest() }, jstDateOf(now)),
    ).toThrow();
  });
});

test('whatever stands in a title, a name or a section, it begins no line of its own', () => {
  const sly = fc.string({
    unit: fc.constantFrom('\n', '\r', '\u2028', 'あ', ' ', 'http://evil.example'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(sly, sly, sly, (title, name, section) => {
      const { subject, text } = write(
        { ...invitation, surveyTitle: `x${title}` },
        { ...aContact(), name: `x${name}`, section: `x${section}` },
      );
      expect(subject).not.toMatch(/[\r\n\u2028]/);
      expect(text.split(/\r?\n|\u2028/).filter((line) => line.startsWith('http'))).toEqual([link.url]);
    }),
  );
});

describe('every mail that can be sent', () => {
  const about = { roundId, organisationId: chiba, surveyTitle, dueOn: JstDate.parse('2026-06-30') };
  const addition = { ...about, purpose: 'survey-addition' as const, linkGeneration: 1, formVersion: 2 };
  const preNotice = { ...about, purpose: 'survey-pre-notice' as const, opensOn: JstDate.parse('2026-06-01') };
  const cancellation = {
    ...{ roundId, organisationId: chiba, surveyTitle },
    purpose: 'survey-cancellation' as const,
  };
  const asked = { purpose: 'desk-correction' as const, organisationId: chiba, askId: crypto.randomUUID() };
  const contact = aContact();
  const url = `${origin}/corrections/${'x'.repeat(16)}`;
  const matters: Readonly<Record<NoticePurpose, readonly LetterMatter[]>> = {
    'survey-pre-notice': [{ kind: 'pre-notice', content: preNotice, contact }],
    'survey-cancellation': [{ kind: 'cancellation', content: cancellation, contact }],
    'survey-invitation': [{ kind: 'survey', content: invitation, contact, link }],
    'survey-reminder': Object.values(contents).map((content) => ({ kind: 'survey', content, contact, link })),
    'survey-receipt': [{ kind: 'survey', content: contents['receipt'] ?? invitation, contact, link }],
    'survey-addition': [{ kind: 'survey', content: addition, contact, link }],
    'survey-change': (['returned', 'exempted', 'exemption-ended', 'extended', 'extension-ended'] as const).map(
      (change) => {
        const content = { ...about, purpose: 'survey-change' as const, linkGeneration: 1, change, version: 3 };
        return { kind: 'survey', content, contact, link };
      },
    ),
    'survey-delegation': [
      {
        ...{ kind: 'delegation', name: '千葉市', section: 'こども家庭課', url: `${origin}/s/${'x'.repeat(23)}` },
        content: { ...about, purpose: 'survey-delegation', delegation: 1 },
      },
    ],
    'desk-correction': (['link', 'accepted', 'declined'] as const).map((step) => ({
      ...{ kind: 'correction', content: { ...asked, step }, contact, url },
    })),
    digest: [{ kind: 'digest', content: digest() }],
  };
  const withoutLink = ['survey-pre-notice', 'survey-cancellation'];
  const letters = Object.entries(matters).flatMap(([purpose, all]) =>
    all.map((matter) => [purpose, writer.write(programmeId, matter, jstDateOf(now))] as const),
  );

  test.each(letters)('AC-N8: %s says that neither opening nor clicks are tracked, and does not', (_, { text }) => {
    expect(text).toContain('開封やアドレスの利用を記録する仕組みは使っていません。');
    expect(text).not.toMatch(/<img|utm_|\?/);
  });

  test.each(letters)(
    'AC-N10: %s is plain text with at most one address, whole, short and on our domain',
    (purpose, { text }) => {
      const found = text.match(/https?:\S+|www\.\S+/g) ?? [];
      expect(found).toHaveLength(withoutLink.includes(purpose) ? 0 : 1);
      for (const each of found) {
        expect(new URL(each).origin).toBe(origin);
        expect(each.length).toBeLessThanOrEqual(60);
        expect(text.split('\n')).toContain(each);
      }
      expect(text).not.toMatch(/<[a-z]/i);
    },
  );
});

describe('担当が変わった場合', () => {
  test.each([
    ['2026-03-24', false],
    ['2026-03-25', true],
    ['2026-04-01', true],
    ['2026-04-30', true],
    ['2026-05-01', false],
  ])('A9: from 25 March to the end of April every survey mail says how to hand over: %s', (day, says) => {
    for (const content of Object.values(contents)) {
      const { text } = write(content, aContact(), JstDate.parse(day));
      expect(text.includes('■ 担当が変わった場合')).toBe(says);
      expect(text.split('\n').filter((line) => line.includes('http'))).toEqual([link.url]);
    }
  });
});

describe('入力のお願い', () => {
  test('A9: a colleague gets one address of at most 60 characters on our domain, no code, and nothing of a person', async () => {
    const url = await createLetterLinks(testLinkSecrets(), origin).delegateUrlOf({ programmeId, roundId }, chiba, 1);
    const content = { ...invitation, purpose: 'survey-delegation' as const, delegation: 1 };
    const { subject, text } = writer.write(
      programmeId,
      { kind: 'delegation', content, name: '千葉市', section: 'こども家庭課\nhttp://evil.example', url },
      jstDateOf(now),
    );
    expect(subject).toMatch(/^【入力のお願い】/);
    expect(text.split('\n').filter((line) => line.startsWith('http'))).toEqual([url]);
    expect(url.length).toBeLessThanOrEqual(60);
    expect(url).not.toBe(link.url);
    expect(text).not.toContain('回答用コード');
    expect(text).not.toContain('@');
    expect(text).toContain('提出は、取りまとめ担当が行います。');
  });
});
