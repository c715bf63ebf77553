import 'server-only';
import { may } from '@/contracts/permissions';
import { type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { AuditActor } from '../audit/append-audit';

/** Who changes a shop's bank accounts: an owner, and no one else [F]. */
export type AccountOwner = AuditActor;

/** Why a command left the bank accounts as they were. */
export interface BankAccountRefusal {
  readonly code: 'invalid' | 'not-found' | 'conflict' | 'not-allowed';
  /** A whole sentence for the person. */
  readonly reason: string;
  /** What is to be mended, field by field. */
  readonly fields: readonly FieldRefusal[];
}

/** What a command about bank accounts comes to. */
export type BankAccountResult<Value> = Result<Value, BankAccountRefusal>;

/** @example refuseAccount("conflict", "This account is removed already.") */
export function refuseAccount(
  code: BankAccountRefusal['code'],
  reason: string,
  fields: readonly FieldRefusal[] = [],
): Result<never, BankAccountRefusal> {
  return refused({ code, reason, fields });
}

/** An account that the shop does not have: another shop's is no different from none. */
export function noSuchAccount(): Result<never, BankAccountRefusal> {
  return refuseAccount('not-found', 'There is no such bank account in this shop.');
}

/** The rule of the owner, also where a command is reached by another way than the site's actions; null if it is one. */
export function refusalOfRole({ role }: AccountOwner): Result<never, BankAccountRefusal> | null {
  if (may(role, 'manage-bank-accounts')) return null;
  return refuseAccount('not-allowed', 'Only an owner of the organisation can link, change or remove a bank account.');
}
