/** Chapter 6: the body accepts; the desk appears on the static page; the collated answers come as files. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { firstAnswer } from './answer-round.ts';
import { organisationCodes } from './contact-file.ts';
import type { CorrectedRound } from './correct-answers.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';
import type { Program } from './web-client.ts';

const Response = z.looseObject({
  version: z.int().optional(),
  invitation: z.looseObject({ version: z.int() }).optional(),
});
const Collation = z.looseObject({
  status: z.string(),
  organisations: z.int().optional(),
  answered: z.int().optional(),
  files: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
});

const accepted = 40;

export async function reviewRound(stage: Stage, story: Story, round: CorrectedRound): Promise<void> {
  story.chapter('受理、公開、取りまとめ');
  const staff = await stage.program('body-staff');
  for (const code of round.submitted.slice(0, accepted)) await accept(staff, round.roundId, code);
  await stage.local.idle();
  const page = await fetch(`${stage.origin}/areas/${firstAnswer}`);
  story.expect('受理した窓口が載ったページ', Number((await page.text()).includes('女性相談窓口')), 1);
  await collate(stage, staff, story, round);
}

async function accept(staff: Program, roundId: string, code: string): Promise<void> {
  const path = `/api/v1/surveys/rounds/${roundId}/responses/${code}`;
  const response = await staff.get(path, Response);
  const ifVersion = response.version ?? response.invitation?.version;
  await staff.post(`${path}/accept`, { ifVersion }, z.looseObject({}));
}

async function collate(stage: Stage, staff: Program, story: Story, round: CorrectedRound): Promise<void> {
  const base = `/api/v1/surveys/rounds/${round.roundId}/collations`;
  const { collationId } = await staff.post(base, {}, z.looseObject({ collationId: z.string() }));
  for (let tries = 0; tries < 200; tries += 1) {
    await stage.local.idle();
    const collation = await staff.get(`${base}/${collationId}`, Collation);
    if (collation.status === 'done') {
      story.expect('取りまとめに載った団体', collation.organisations ?? 0, organisationCodes.length);
      story.expect('そのうち回答した団体', collation.answered ?? 0, round.submitted.length);
      for (const { name, url } of collation.files ?? [])
        story.tell(`${name} ${(await bytesAt(url)).toLocaleString('ja-JP')}バイト`);
      return;
    }
    await sleep(50);
  }
  throw new Error('the collation did not end');
}

async function bytesAt(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}
