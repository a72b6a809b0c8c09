/** What the gateway says where no function was reached: to a person a page in Japanese, to a program a problem document. */
import { type GatewayResponseOptions, ResponseType } from 'aws-cdk-lib/aws-apigateway';

interface Answer {
  readonly status: number;
  /** The last part of the problem's type, as the functions use it. */
  readonly kind: string;
  readonly title: string;
  readonly advice: string;
}

const answers: readonly (readonly [ResponseType, Answer])[] = [
  [
    ResponseType.MISSING_AUTHENTICATION_TOKEN,
    {
      status: 404,
      kind: 'not-found',
      title: 'ページが見つかりません',
      advice: 'アドレスに誤りがないか確認してください。',
    },
  ],
  [
    ResponseType.REQUEST_TOO_LARGE,
    {
      status: 413,
      kind: 'body-too-large',
      title: '送信できる大きさを超えています',
      advice: '4MBまでのファイルを選択するか、JavaScriptを有効にして送信してください。',
    },
  ],
  [
    ResponseType.THROTTLED,
    {
      status: 429,
      kind: 'too-many-requests',
      title: 'ただいま混み合っています',
      advice: '1分ほど待ってから、もう一度操作してください。',
    },
  ],
  [
    ResponseType.WAF_FILTERED,
    { status: 403, kind: 'not-permitted', title: 'アクセスできません', advice: '正しいアドレスから開いてください。' },
  ],
  [
    ResponseType.DEFAULT_4XX,
    {
      status: 400,
      kind: 'request-not-valid',
      title: '要求を受け付けられません',
      advice: '前の画面に戻り、もう一度操作してください。',
    },
  ],
  [
    ResponseType.DEFAULT_5XX,
    {
      status: 503,
      kind: 'unavailable',
      title: 'ただいまご利用いただけません',
      advice: '数分待ってから、もう一度操作してください。',
    },
  ],
];

const headers = {
  'Cache-Control': "'no-store'",
  'Content-Security-Policy': "'default-src ''none''; frame-ancestors ''none'''",
  'Referrer-Policy': "'same-origin'",
  'X-Content-Type-Options': "'nosniff'",
};

export const gatewayAnswers: readonly (GatewayResponseOptions & { readonly type: ResponseType })[] = answers.map(
  ([type, answer]) => ({
    type,
    statusCode: String(answer.status),
    responseHeaders: answer.status === 429 || answer.status === 503 ? { ...headers, 'Retry-After': "'60'" } : headers,
    templates: { 'application/json': problem(answer), 'text/html': page(answer) },
  }),
);

function problem({ status, kind, title, advice }: Answer): string {
  const instance = 'urn:mikata:request:$context.requestId';
  return JSON.stringify({ type: `urn:mikata:problem:${kind}`, title, status, detail: advice, instance });
}

function page({ title, advice }: Answer): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${advice}</p></html>`;
}
