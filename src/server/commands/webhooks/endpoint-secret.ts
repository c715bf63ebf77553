import 'server-only';
import { randomBytes } from 'node:crypto';
import { type AccountVault, siteAccountVault } from '../../gateways/account-vault';

/** Whose secret: one that was copied to another endpoint's row does not open there. */
export interface SecretOwner {
  readonly sellerId: number;
  readonly endpoint: string;
}

/** What the vault binds the secret to: it keeps bank account numbers by shop and account, and this by seller and endpoint. */
const boundTo = ({ sellerId, endpoint }: SecretOwner) => ({ shopId: sellerId, account: `webhook ${endpoint}` });

/** A secret that nobody has had: 256 random bits. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** As it is stored: unreadable without the keys of the environment. */
export function sealSecret(secret: string, owner: SecretOwner, vault: AccountVault = siteAccountVault()): string {
  return vault.seal(secret, boundTo(owner));
}

/** @throws Error where the key is gone or the row is not the endpoint's */
export function openSecret(sealed: string, owner: SecretOwner, vault: AccountVault = siteAccountVault()): string {
  return vault.open(sealed, boundTo(owner));
}
