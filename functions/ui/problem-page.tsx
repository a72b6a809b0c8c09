/** A refusal as a page: the general words of its status, and its own sentence where it has one. */
import { renderErrorPage } from './error-page.tsx';
import { type ErrorStatus, errorTexts } from './texts/error-texts.ts';

export function renderProblemPage(
  problem: {
    readonly status: number;
    readonly sentence: string;
    readonly errors?: readonly { readonly field: string; readonly message: string }[];
  },
  request: { readonly path: string; readonly requestId: string },
): string {
  const status = statusOf(problem.status);
  const home = request.path.startsWith('/console') ? { href: '/console', label: 'ホームへ戻る' } : undefined;
  return renderErrorPage({
    status,
    text: { whatHappened: problem.sentence, whatToDo: '' },
    requestId: request.requestId,
    ...(home === undefined ? {} : { home }),
    ...(problem.errors === undefined ? {} : { children: <Errors errors={problem.errors} /> }),
  });
}

/** Names of fields are for programs; a person reads the sentences. */
function Errors({ errors }: { readonly errors: readonly { readonly message: string }[] }) {
  return (
    <ul>
      {errors.map(({ message }, place) => (
        <li key={place}>{message}</li>
      ))}
    </ul>
  );
}

const statuses: readonly ErrorStatus[] = [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 503];

function statusOf(status: number): ErrorStatus {
  return statuses.find((known) => known === status && errorTexts[known] !== undefined) ?? 500;
}
