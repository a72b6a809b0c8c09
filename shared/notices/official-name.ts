import { fullName, type LocalGovernment } from '../programmes/local-governments.ts';

/** 檮原町 writes itself with a character that the official list of codes does not use. */
const variants: readonly (readonly [RegExp, string])[] = [
  [/檮/g, '梼'],
  [/[ヶヵ]/g, 'ケ'],
  [/[\s\u3000]/g, ''],
];

/** Whether a typed name is the place's: 札幌市, 北海道札幌市, and with the district (郡) between prefecture and town. */
export function isNameOf(typed: string, localGovernment: LocalGovernment): boolean {
  const [name, full, own] = [typed, fullName(localGovernment), localGovernment.name].map(comparable);
  if (name === undefined || full === undefined || own === undefined) return false;
  if (name === own || name === full) return true;
  const prefecture = full.slice(0, full.length - own.length);
  const district = name.startsWith(prefecture) ? name.slice(prefecture.length) : name;
  return district.endsWith(own) && district.slice(0, -own.length).endsWith('郡');
}

function comparable(name: string): string {
  return variants.reduce((text, [pattern, plain]) => text.replace(pattern, plain), name);
}
