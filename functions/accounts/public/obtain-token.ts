import * as z from 'zod';
import { type ObtainTokenDeps, obtainToken } from '../../../shared/accounts/obtain-token.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { json, type Reply } from '../../platform/http/reply.ts';
import type { RouteRequest } from '../../platform/http/route.ts';
import { accountsProblems } from '../problems.ts';

export const ObtainTokenInput = z.object({
  email: z
    .string()
    .min(1, 'メールアドレスを指定してください。')
    .max(254, 'メールアドレスは254文字以内で指定してください。'),
  password: z.string().min(1, 'パスワードを指定してください。').max(256, 'パスワードは256文字以内で指定してください。'),
  totp: z
    .string()
    .regex(/^\d{6}$/, '認証コードは6桁の数字で指定してください。')
    .optional(),
});

export const ObtainedTokenBody = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: z.int(),
});

export function createObtainToken(deps: ObtainTokenDeps) {
  return async (request: RouteRequest<undefined, z.infer<typeof ObtainTokenInput>>): Promise<Reply> => {
    const outcome = await obtainToken(deps, request.input, request);
    if (!outcome.ok) return refuseWith(problemOf(accountsProblems, outcome.refusal));
    return json(200, { tokenType: 'Bearer', ...outcome.value });
  };
}
