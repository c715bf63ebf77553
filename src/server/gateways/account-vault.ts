import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { present } from '@/domain/shared/assert';
import { type AccountKey, env } from '../env';

const CIPHER = 'aes-256-gcm';
/** The size that GCM is made for. */
const NONCE_BYTES = 12;

/** Which account a number belongs to: a number that was copied to another row does not open there. */
export interface NumberOwner {
  readonly shopId: number;
  readonly account: string;
}

/** Keeps bank account numbers: what is stored is unreadable without the keys. */
export interface AccountVault {
  /** @returns "keyId.nonce.tag.cipher", with the first key */
  readonly seal: (number: string, owner: NumberOwner) => string;
  /** @throws Error where the key is gone, or anything of it or of its owner is not as it was sealed */
  readonly open: (sealed: string, owner: NumberOwner) => string;
}

/** What a sealed number is bound to. */
function boundTo(keyId: string, { shopId, account }: NumberOwner): Buffer {
  return Buffer.from(JSON.stringify([keyId, shopId, account]));
}

/**
 * A vault over keys: the first one seals, all of them open, so that a new key can be put before an old one.
 * @example createAccountVault(keys).seal("000917425530", { shopId: 1, account: "bac_01K..." })
 */
export function createAccountVault(keys: readonly AccountKey[]): AccountVault {
  const newest = present(keys[0], 'key of bank account numbers');
  return {
    seal: (number, owner) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, newest.secret, nonce).setAAD(boundTo(newest.id, owner));
      const sealed = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
      return [newest.id, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
    },
    open: (sealed, owner) => {
      const [keyId = '', ...parts] = sealed.split('.');
      const key = keys.find(({ id }) => id === keyId);
      if (key === undefined) throw new Error(`EVENKEEL_ACCOUNT_KEYS lacks the key "${keyId}" of a bank account number`);
      const [nonce, tag, number] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (nonce === undefined || tag === undefined || number === undefined)
        throw new Error('Defect: not a sealed number');
      const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: 16 });
      decipher.setAAD(boundTo(keyId, owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(number), decipher.final()]).toString('utf8');
    },
  };
}

/** Kept on the process: a development server loads this module again with every change. */
const kept = globalThis as { evenkeelAccountVault?: AccountVault };

/** The vault with the keys of the environment, one per process. */
export function siteAccountVault(): AccountVault {
  kept.evenkeelAccountVault ??= createAccountVault(env().accountKeys);
  return kept.evenkeelAccountVault;
}
