import type { ReactNode } from 'react';
import type { BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { StatusChip } from '@/ui/status-chip';
import { historyText, stateNote } from './account-words';
import { accountLook } from './labels';

interface AccountCellsProps {
  readonly account: BankAccountDto;
  readonly dto: BankAccountsDto;
  readonly year: string;
  /** What the account is called, or the door to it. */
  readonly children: ReactNode;
}

/** The first two cells of an account's row: which it is, and where it stands. */
export function AccountCells({ account, dto, year, children }: AccountCellsProps) {
  return (
    <>
      <td className="full">
        <div className="b">{children}</div>
        <span className="sub">
          {account.holderName}
          <br />
          {historyText(account, year)}
        </span>
      </td>
      <td>
        <StatusChip look={accountLook(account)} />
        <span className="sub">{stateNote(account, dto, year)}</span>
      </td>
    </>
  );
}
