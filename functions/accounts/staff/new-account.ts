import * as z from 'zod';
import { Role } from '../../../shared/access/role.ts';
import { LocalGovernmentCode } from '../../../shared/kernel/ids.ts';
import { keepAsTyped } from '../../../shared/kernel/text.ts';
import { prefectures } from '../../../shared/programmes/local-governments.ts';

const Email = z
  .email('メールアドレスの形式で入力してください。')
  .max(254, 'メールアドレスは254文字以内で入力してください。');
const DisplayName = z
  .string('氏名を入力してください。')
  .trim()
  .refine((name) => keepAsTyped(name).trim() !== '', '氏名を入力してください。')
  .max(80, '氏名は80文字以内で入力してください。');
const RoleChoice = z.enum(Role.options, '役割を選択してください。');
const choosePrefecture = '都道府県を選択してください。';
const Prefecture = LocalGovernmentCode.refine(
  (code) => prefectures.some((prefecture) => prefecture.code === code),
  choosePrefecture,
);

/**
 * What is asked of a new account, with the sentence that says what to put right. Who works for a prefecture sees its
 * municipalities, so that role names its prefecture; the others have none.
 */
export const NewAccount = z
  .object({ email: Email, displayName: DisplayName, role: RoleChoice, organisationId: Prefecture.optional() })
  .refine(({ role, organisationId }) => role !== 'prefecture-officer' || organisationId !== undefined, {
    path: ['organisationId'],
    message: choosePrefecture,
  });
export type NewAccount = z.infer<typeof NewAccount>;
