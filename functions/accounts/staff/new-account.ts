import * as z from 'zod';
import { Role } from '../../../shared/access/role.ts';

const Email = z
  .email('メールアドレスの形式で入力してください。')
  .max(254, 'メールアドレスは254文字以内で入力してください。');
const DisplayName = z
  .string('氏名を入力してください。')
  .trim()
  .min(1, '氏名を入力してください。')
  .max(80, '氏名は80文字以内で入力してください。');
const RoleChoice = z.enum(Role.options, '役割を選択してください。');

/** What is asked of a new account, with the sentence that says what to put right. */
export const NewAccount = z.object({ email: Email, displayName: DisplayName, role: RoleChoice });
