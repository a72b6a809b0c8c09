/**
 * Whether a cell names a local government or a national organisation that is asked, and if not, what most likely happened to the code on its way
 * through a spreadsheet. A likely code is said, never taken: the next one may be wrong in another way.
 */
import { LocalGovernmentCode, NationalOrganisationId } from '../kernel/ids.ts';
import { normaliseCode } from '../kernel/text.ts';
import { findLocalGovernment, type LocalGovernment } from '../programmes/local-governments.ts';

export type CheckedCode =
  | { readonly ok: true; readonly localGovernment: LocalGovernment }
  | { readonly ok: true; readonly national: NationalOrganisationId }
  | { readonly ok: false; readonly kind: CodeFault; readonly hint?: string };

type CodeFault =
  | 'code-form'
  | 'code-zero-lost'
  | 'code-without-check-digit'
  | 'code-check-digit'
  | 'code-unknown'
  | 'code-not-asked'
  | 'national-code-form'
  | 'national-not-asked';

/** @param asksNational whether the programme asks 全国団体 at all */
export function checkCode(text: string, asksNational: boolean): CheckedCode {
  const code = normaliseCode(text).replace(/^'/, '').toUpperCase();
  if (code.startsWith('N')) return checkNational(code, asksNational);
  if (/^\d{6}$/.test(code)) return checkSixDigits(code);
  if (/^\d{4,5}$/.test(code)) return checkShortened(code);
  return { ok: false, kind: 'code-form' };
}

function checkNational(code: string, asksNational: boolean): CheckedCode {
  if (!asksNational) return { ok: false, kind: 'national-not-asked' };
  const national = NationalOrganisationId.safeParse(code).data;
  return national === undefined ? { ok: false, kind: 'national-code-form' } : { ok: true, national };
}

function checkSixDigits(code: string): CheckedCode {
  if (!LocalGovernmentCode.safeParse(code).success) return { ok: false, kind: 'code-check-digit' };
  const localGovernment = findLocalGovernment(code);
  if (localGovernment === undefined) return { ok: false, kind: 'code-unknown' };
  return isAsked(localGovernment) ? { ok: true, localGovernment } : { ok: false, kind: 'code-not-asked' };
}

/** 11002 is 011002 without its zero; 13101 is 131016 without its check digit; 1100 is 011002 without both. */
function checkShortened(code: string): CheckedCode {
  const withZero = code.padStart(6, '0');
  if (code.length === 5 && isKnown(withZero)) return { ok: false, kind: 'code-zero-lost', hint: withZero };
  const five = code.padStart(5, '0');
  const whole = Array.from({ length: 10 }, (_, digit) => `${five}${digit}`).find(isKnown);
  return whole === undefined
    ? { ok: false, kind: 'code-form' }
    : { ok: false, kind: 'code-without-check-digit', hint: whole };
}

function isKnown(code: string): boolean {
  const found = LocalGovernmentCode.safeParse(code).success ? findLocalGovernment(code) : undefined;
  return found !== undefined && isAsked(found);
}

/** Wards of designated cities answer as their city; the villages of the Northern Territories have no office. */
function isAsked({ kind }: LocalGovernment): boolean {
  return kind !== 'ward' && kind !== 'northern-territories-village';
}
