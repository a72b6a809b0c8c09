/**
 * The only file that knows both refusals and HTTP statuses: a problem is the RFC 9457 document of the API and, with
 * the same sentence, the error page.
 */
import type { Reply } from './reply.ts';

export interface FieldError {
  /** Name of the field as sent, e.g. `desks.0.phone`; for files `row 12, column 4`. */
  readonly field: string;
  /** A sentence in Japanese that says what to do. */
  readonly message: string;
}

export interface Problem {
  readonly status: number;
  /** Stable, kebab-case; programs decide by it. */
  readonly kind: string;
  /** What happened and what to do, one or two sentences in Japanese. */
  readonly sentence: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

/** Thrown by the layers before the handler, which have no result to return; caught by the outermost one. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly problem: Problem;
  /** Cookies to send with the refusal, e.g. to drop a dead session. */
  readonly cookies: readonly string[];
  /** Headers that belong to this refusal, e.g. `allow`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, cookies: readonly string[] = [], headers: Readonly<Record<string, string>> = {}) {
    super(problem.kind);
    this.problem = problem;
    this.cookies = cookies;
    this.headers = headers;
  }
}

/** What the layers of the platform themselves refuse. */
export const platformProblems = {
  'not-found': { status: 404, sentence: 'お探しのページは見つかりませんでした。アドレスをご確認ください。' },
  'method-not-allowed': { status: 405, sentence: 'この操作は、このアドレスでは行えません。' },
  'request-not-valid': {
    status: 400,
    sentence: '送られた内容に誤りがあります。示された項目を直して、もう一度送信してください。',
  },
  'body-not-readable': { status: 400, sentence: '送られた内容を読み取れませんでした。もう一度やり直してください。' },
  'body-too-large': { status: 413, sentence: '送られた内容が大きすぎます。分けて送信してください。' },
  'media-type-not-supported': { status: 415, sentence: 'この形式の内容は受け付けていません。' },
  'login-needed': { status: 401, sentence: 'ログインが必要です。ログインしてから、もう一度操作してください。' },
  'not-permitted': { status: 403, sentence: 'この操作を行う権限がありません。必要な場合は、責任者にご相談ください。' },
  'form-expired': {
    status: 403,
    sentence: '画面の有効期限が切れています。前の画面を開き直して、もう一度送信してください。',
  },
  'command-key-missing': { status: 400, sentence: 'Idempotency-Key ヘッダーを付けて、もう一度送信してください。' },
  'command-key-reused': {
    status: 422,
    sentence: '同じ Idempotency-Key で、別の内容がすでに送られています。新しいキーで送信してください。',
  },
  'changed-meanwhile': {
    status: 409,
    sentence: 'ほかの人が先に変更しました。画面を開き直して、内容を確かめてください。',
  },
  'too-many-requests': {
    status: 429,
    sentence: '操作が続いたため、一時的に受け付けを止めています。しばらくしてから、もう一度お試しください。',
  },
  fault: {
    status: 500,
    // Not "nothing was done": of an answer that was lost on the way nobody knows.
    sentence: 'システムの不具合により、処理を完了できませんでした。しばらくしてから、もう一度お試しください。',
  },
} as const satisfies Record<string, Omit<Problem, 'kind'>>;

export type PlatformProblem = keyof typeof platformProblems;

export function platformProblem(kind: PlatformProblem, errors?: readonly FieldError[]): Problem {
  const base = { kind, ...platformProblems[kind] };
  return errors === undefined ? base : { ...base, errors };
}

/** Text that every context's table of refusals has: kind -> status and sentence. Total, or the build breaks. */
export type ProblemTable<Kind extends string> = Readonly<Record<Kind, Omit<Problem, 'kind' | 'errors'>>>;

export function problemOf<Kind extends string>(
  table: ProblemTable<Kind>,
  refusal: { readonly kind: Kind; readonly errors?: readonly FieldError[] },
): Problem {
  const base = { kind: refusal.kind, ...table[refusal.kind] };
  return refusal.errors === undefined ? base : { ...base, errors: refusal.errors };
}

/** RFC 9457. `title` is the sentence; `type` names the kind without promising a page. */
export function problemDocument(problem: Problem, requestId: string): Reply {
  const body = {
    type: `urn:mikata:problem:${problem.kind}`,
    title: problem.sentence,
    status: problem.status,
    instance: `urn:mikata:request:${requestId}`,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  };
  return {
    status: problem.status,
    contentType: 'application/problem+json; charset=utf-8',
    headers: {
      ...(problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
      ...(problem.kind === 'login-needed' ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify(body),
  };
}
