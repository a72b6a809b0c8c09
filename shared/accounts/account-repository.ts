import type { ChangeRecord, Saved } from '../kernel/change.ts';
import type { AccountId, ProgrammeId } from '../kernel/ids.ts';
import type { Account } from './account.ts';

export interface AccountRepository {
  find(accountId: AccountId): Promise<Account | undefined>;
  /** By login name, whatever its case. */
  findByEmail(email: string): Promise<Account | undefined>;
  list(programmeId: ProgrammeId): Promise<readonly Account[]>;
  /** `changed-meanwhile` where the id or the mail address has ever been used. */
  add(account: Account, record: ChangeRecord): Promise<Saved>;
  /** `changed-meanwhile` where the stored version is not the one before. */
  replace(account: Account, record: ChangeRecord): Promise<Saved>;
}
