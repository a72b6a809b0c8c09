/** `npm run scenario`: one survey round on the real 1,788 local governments, from the contact list to the summary. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announceRound } from './announce-round.ts';
import { answerRound } from './answer-round.ts';
import { correctAnswers } from './correct-answers.ts';
import { importContacts } from './import-contacts.ts';
import { moveOn } from './moved-clock.ts';
import { reviewRound } from './review-round.ts';
import { sendRound } from './send-round.ts';
import { openStage } from './stage.ts';
import { createStory } from './story.ts';

/**
 * A Monday, 09:30 in Tokyo, three weeks before the round opens on a Monday. A week later the digest tells of the answers.
 * Five open days before the due Friday is a Friday; in the week before the Monday after it nothing changed. Two open days
 * after the due Friday is a Tuesday.
 */
const days = {
  start: '2026-04-20T00:30:00.000Z',
  opens: '2026-05-11',
  due: '2026-05-29',
  closes: '2026-06-12',
  monday: '2026-05-18',
  reminder: '2026-05-22',
  quietMonday: '2026-05-25',
  overdue: '2026-06-02',
};

const dataFolder = mkdtempSync(join(tmpdir(), 'mikata-scenario-'));
const story = createStory((line) => console.log(line));
const startedAt = performance.now();
const stage = await openStage({ dataFolder, now: days.start });
try {
  console.log(`${stage.origin} を ${days.start} から始めます。`);
  await importContacts(stage, story);
  const planned = await announceRound(stage, story, days);
  const round = await sendRound(stage, story, planned);
  const answered = await answerRound(stage, story, round);
  const corrected = await correctAnswers(stage, story, answered);
  await reviewRound(stage, story, corrected);
  await moveOn(stage, story, corrected, days);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`\n${story.facts()} 件の数をすべて確かめました（${seconds}秒）。`);
} finally {
  await stage.end();
  rmSync(dataFolder, { recursive: true, force: true });
}
