/**
 * Whose answers are laid side by side: all of one prefecture, all of one kind, or those named by code, in the order of
 * their codes and never of their figures.
 */
import { LocalGovernmentCode } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { normaliseCode } from '../kernel/text.ts';
import { currentCodeOf } from '../programmes/former-local-governments.ts';
import { type LocalGovernment, type LocalGovernmentKind, localGovernments } from '../programmes/local-governments.ts';

/** A prefecture with all of its municipalities has at most 180 (北海道). */
export const mostBodies = 200;

export type BodyKind = Exclude<LocalGovernmentKind, 'ward' | 'northern-territories-village'>;

/** In the order of the choices on the page. The size of the population is not known here, so the kind stands for it. */
export const bodyKinds = {
  prefecture: '都道府県',
  'designated-city': '指定都市',
  'special-ward': '特別区',
  city: '市（指定都市を除く）',
  town: '町',
  village: '村',
} as const satisfies Record<BodyKind, string>;

export interface ChosenBodies {
  readonly prefecture?: LocalGovernmentCode | undefined;
  readonly kind?: BodyKind | undefined;
  /** As typed: codes with anything between them. */
  readonly codes?: string | undefined;
}

export type ChooseBodiesRefusal =
  | { readonly kind: 'no-organisation-chosen' }
  | { readonly kind: 'too-many-organisations' }
  | { readonly kind: 'code-not-known'; readonly codes: readonly string[] };

export function chooseBodies(chosen: ChosenBodies): Result<readonly LocalGovernment[], ChooseBodiesRefusal> {
  const typed = typedCodes(chosen.codes ?? '');
  const unknown = typed.filter((code) => bodyOf(code) === undefined);
  if (unknown.length > 0) return refuse({ kind: 'code-not-known', codes: unknown });
  const named = new Set<string>(typed.flatMap((code) => bodyOf(code)?.code ?? []));
  const { prefecture, kind } = chosen;
  const isGroup = prefecture !== undefined || kind !== undefined;
  const bodies = localGovernments.filter(
    (body) =>
      named.has(body.code) ||
      (isGroup &&
        (prefecture === undefined || body.prefectureCode === prefecture) &&
        (kind === undefined || body.kind === kind)),
  );
  if (bodies.length === 0) return refuse({ kind: 'no-organisation-chosen' });
  if (bodies.length > mostBodies) return refuse({ kind: 'too-many-organisations' });
  return ok(bodies);
}

function typedCodes(text: string): readonly string[] {
  return text
    .split(/[\s、，,；;]+/)
    .map(normaliseCode)
    .filter((code) => code !== '');
}

/** A code that is no longer in use names the body that took its place. */
function bodyOf(code: string): LocalGovernment | undefined {
  const current = LocalGovernmentCode.safeParse(code).data;
  return current && localGovernments.find((body) => body.code === currentCodeOf(current));
}
