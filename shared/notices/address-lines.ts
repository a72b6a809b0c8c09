/** Mail addresses as a person types them into one field, one a line. */
import { normaliseMailAddress } from '../kernel/text.ts';
import { sameMail } from './correction.ts';

/** `addresses.<place>` for a line, counted from 0; `addresses` for all of them. */
export interface AddressLineError {
  readonly field: string;
  readonly message: string;
}

/**
 * An address that stands there twice is one. Blank lines say nothing, but count, so that a line keeps its number.
 * @param wanted how many there may be, and what is said where there is none
 */
export function readAddressLines(
  lines: readonly string[],
  wanted: { readonly most: number; readonly none: string },
): { readonly addresses: string[]; readonly errors: readonly AddressLineError[] } {
  const { most, none } = wanted;
  const addresses: string[] = [];
  const errors: AddressLineError[] = [];
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const address = normaliseMailAddress(line);
    if (address === undefined) {
      const message = `${place + 1}行目を、メールアドレスの形式で入力してください。`;
      errors.push({ field: `addresses.${place}`, message });
    } else if (!addresses.some((known) => sameMail(known, address))) addresses.push(address);
  }
  if (addresses.length > most) {
    errors.push({ field: 'addresses', message: `送信先は${most}件までです。${most}件以内にしてください。` });
  }
  if (addresses.length === 0 && errors.length === 0) errors.push({ field: 'addresses', message: none });
  return { addresses, errors };
}
