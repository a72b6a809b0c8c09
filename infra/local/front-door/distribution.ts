/** One CloudFront distribution: which behaviour a path meets, what its policy adds, and the pages shown for errors. */
import { Readable } from 'node:stream';
import type { DistributionModel } from '../model.ts';
import type { ApiGateway } from './api-gateway.ts';
import type { BucketOrigin } from './bucket-origin.ts';
import { type Answer, textAnswer, type Visit } from './visit.ts';

export interface Distribution {
  readonly aliases: readonly string[];
  answer(visit: Visit): Promise<Answer>;
  /** Whether it knows the path by a behaviour of its own or by a route of the API behind its default. */
  knows(path: string): boolean;
}

export interface Origins {
  api(apiId: string): ApiGateway;
  bucket(bucketName: string): BucketOrigin;
}

type Behaviour = DistributionModel['behaviours'][number];

export function createDistribution(
  model: DistributionModel,
  origins: Origins,
  localise: (text: string) => string,
): Distribution {
  const behaviours = model.behaviours.map((behaviour) => ({
    behaviour,
    fits: pathPattern(behaviour.pattern),
    added: behaviour.responseHeaders.map((header) => ({
      ...header,
      name: header.name.toLowerCase(),
      value: localise(header.value),
    })),
  }));
  const chosen = (path: string) => behaviours.find(({ fits }) => fits(path));

  async function fromOrigin({ origin }: Behaviour, visit: Visit): Promise<Answer> {
    if (origin.kind === 'api') return origins.api(origin.apiId).answer(visit, origin.headers);
    const path = visit.path === '/' && model.defaultRootObject ? `/${model.defaultRootObject}` : visit.path;
    const key = decoded(`${origin.path}${path}`.replace(/^\//, ''));
    if (key === undefined) return textAnswer(400, 'Bad request');
    return origins.bucket(origin.bucketName).answer(visit, key);
  }

  async function answer(visit: Visit): Promise<Answer> {
    const match = chosen(visit.path);
    if (!match?.behaviour.methods.includes(visit.method))
      return textAnswer(403, 'This distribution does not take this method.');
    const given = await fromOrigin(match.behaviour, visit);
    const page = model.errorPages.find(({ status }) => status === given.status);
    const shown = page ? await errorPage(visit, given, page) : given;
    return { ...shown, headers: withPolicy(shown.headers, match.added) };
  }

  async function errorPage(
    visit: Visit,
    given: Answer,
    page: DistributionModel['errorPages'][number],
  ): Promise<Answer> {
    const match = chosen(page.path);
    if (!match) return given;
    const shown = await fromOrigin(match.behaviour, { ...visit, method: 'GET', path: page.path, query: '' });
    if (shown.status !== 200) return given;
    if (given.body instanceof Readable) given.body.destroy();
    return { ...shown, status: page.answerStatus };
  }

  return {
    aliases: model.aliases,
    answer,
    knows(path) {
      const match = chosen(path);
      if (!match) return false;
      if (match.behaviour.pattern !== '*') return true;
      const { origin } = match.behaviour;
      return origin.kind === 'api' && origins.api(origin.apiId).routes.find(undefined, path) !== undefined;
    },
  };
}

/** `*` is any run of characters, `?` is one; a pattern may leave out its first slash. */
function pathPattern(pattern: string): (path: string) => boolean {
  if (pattern === '*') return () => true;
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const shape = new RegExp(`^/?${escaped.replace(/^\//, '')}$`);
  return (path) => shape.test(path);
}

function withPolicy(
  headers: Answer['headers'],
  added: readonly { readonly name: string; readonly value: string; readonly override: boolean }[],
): Answer['headers'] {
  const all = { ...headers };
  for (const { name, value, override } of added) {
    if (override || all[name] === undefined) all[name] = value;
  }
  return all;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
