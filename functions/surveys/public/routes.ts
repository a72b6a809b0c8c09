/** The officers' pages under /s. GET and HEAD change nothing; the link's token stands in two addresses and no log. */
import * as z from 'zod';
import { open } from '../../platform/http/open-access.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { createAnswerAdditional, createShowAdditional } from './additional.ts';
import { createCheckAnswers } from './check-answers.ts';
import { createEnterCode, createShowCodeEntry } from './code-entry.ts';
import { FormPost } from './form-post.ts';
import { createCheckHandOver, createHandOver, createShowHandOver } from './hand-over.ts';
import { createBeginAnswering, createShowLanding } from './landing.ts';
import { createAddBlock, createGoToCheck, createRemoveBlock, createSaveDraft } from './post-form.tsx';
import type { PublicSurveysDeps } from './public-deps.ts';
import { createRecall } from './recall.ts';
import { createRetireBlock } from './retire-block.ts';
import { createReplaceWithBefore, createSameAsBefore } from './same-as-before.ts';
import { createRevokeShare, createShare, createShowShare } from './share.ts';
import { createShowForm } from './show-form.tsx';
import { createShowReceipt } from './show-receipt.ts';
import { createSubmit } from './submit.ts';
import { surveyCapability } from './survey-capability.ts';

const text = z.string().max(100).catch('');
const Token = z.object({ token: z.string().max(500) });
const Query = z.record(z.string().max(100), z.string().max(100));

export function createRoutes(deps: PublicSurveysDeps): readonly AnyRoute[] {
  const held = { access: surveyCapability };
  const posted = { ...held, method: 'POST', input: FormPost } as const;
  return [
    route({ method: 'GET', path: '/s', access: open, input: z.object({}), handler: createShowCodeEntry() }),
    route({
      ...{ method: 'POST', path: '/s', access: open, handler: createEnterCode(deps) },
      input: z.object({ organisation: text, code: text }),
    }),
    route({ method: 'GET', path: '/s/{token}', access: open, input: Token, handler: createShowLanding(deps) }),
    route({ method: 'POST', path: '/s/{token}', access: open, input: Token, handler: createBeginAnswering(deps) }),
    route({ ...held, method: 'GET', path: '/s/form', input: Query, handler: createShowForm(deps) }),
    route({ ...posted, path: '/s/form/draft', handler: createSaveDraft(deps) }),
    route({ ...posted, path: '/s/form/add-block', handler: createAddBlock(deps) }),
    route({ ...posted, path: '/s/form/remove-block', handler: createRemoveBlock(deps) }),
    route({ ...held, method: 'GET', path: '/s/additional', input: z.object({}), handler: createShowAdditional(deps) }),
    route({ ...posted, path: '/s/additional', handler: createAnswerAdditional(deps) }),
    route({ ...posted, path: '/s/form/retire-block', handler: createRetireBlock(deps) }),
    route({ ...posted, path: '/s/form/same-as-before', handler: createSameAsBefore(deps) }),
    route({ ...posted, path: '/s/form/replace-with-before', handler: createReplaceWithBefore(deps) }),
    route({ ...posted, path: '/s/form/check', handler: createGoToCheck(deps) }),
    route({
      ...{ ...held, method: 'GET', path: '/s/check', handler: createCheckAnswers(deps) },
      input: z.object({ changed: z.string().max(10).optional() }),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/submit', handler: createSubmit(deps) },
      input: z.object({ draftVersion: z.coerce.number().int().min(0), csrf: text }),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/recall', handler: createRecall(deps) },
      input: z.object({ csrf: text }),
    }),
    ...sharingRoutes(deps),
    route({ ...held, method: 'GET', path: '/s/receipt', input: z.object({}), handler: createShowReceipt(deps) }),
  ];
}

const asked = z.enum(['asked', 'revoked']);
const longText = z.string().max(400).catch('');
const several = z
  .union([
    z
      .string()
      .max(100)
      .transform((one) => [one]),
    z.array(z.string().max(100)).max(40),
  ])
  .catch([]);

/** 分担 and 引継ぎ: the person in charge alone. */
function sharingRoutes(deps: PublicSurveysDeps): readonly AnyRoute[] {
  const held = { access: surveyCapability };
  const successor = { section: longText, mail: longText, csrf: text };
  return [
    route({
      ...{ ...held, method: 'GET', path: '/s/share', handler: createShowShare(deps) },
      input: z.object({ done: asked.optional().catch(undefined) }),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/share', handler: createShare(deps) },
      input: z.object({ ...successor, askedBy: longText, formSections: several }),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/share/revoke', handler: createRevokeShare(deps) },
      input: z.object({ number: z.coerce.number().int().min(0).max(99).catch(0), csrf: text }),
    }),
    route({
      ...{ ...held, method: 'GET', path: '/s/hand-over', handler: createShowHandOver(deps) },
      input: z.object({}),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/hand-over/check', handler: createCheckHandOver(deps) },
      input: z.object(successor),
    }),
    route({
      ...{ ...held, method: 'POST', path: '/s/hand-over', handler: createHandOver(deps) },
      input: z.object(successor),
    }),
  ];
}
