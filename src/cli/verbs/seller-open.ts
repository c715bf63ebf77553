import { emailAddress } from '@/contracts/security';
import { machineTime } from '@/server/clock';
import { openSeller } from '@/server/commands/members/open-seller';
import { env } from '@/server/env';
import { UsageError } from '../usage';
import type { Verb } from '../verb';

/** Opens a seller with its shops and invites its first owner. */
export const sellerOpen: Verb = {
  help: `Usage: seller open ID --name NAME --owner EMAIL [--shops SHOP,SHOP]

Makes the organisation ID, gives it the shops (by their external ids; they must have been recorded and belong to no other seller) and mails
EMAIL an invitation as owner. Called again it changes the name, adds shops and invites anew whoever has not accepted.

Prints {"seller", "shops", "link"}; whoever has the link becomes the owner. Null: the address is a member already.`,
  options: { name: { type: 'string' }, owner: { type: 'string' }, shops: { type: 'string' } },
  prepare: async ({ positionals: [externalId, ...rest], options }) => {
    const { name, owner, shops = '' } = options;
    if (externalId === undefined || rest.length > 0) throw new UsageError('seller open takes one id.');
    if (typeof name !== 'string' || name.trim() === '') throw new UsageError('--name: what is the seller called?');
    const email = emailAddress.safeParse(owner);
    if (!email.success)
      throw new UsageError('--owner: the e-mail address of its first owner, such as ann@wren.example');
    const asked = {
      externalId,
      name: name.trim(),
      shops: String(shops).split(',').filter(Boolean),
      ownerEmail: email.data,
      origin: env().appOrigin,
    };
    return async (database) => {
      const opened = await openSeller(database, { ...asked, now: machineTime() });
      if (!opened.ok) return { summary: { seller: null, reason: opened.refusal.reason }, ok: false };
      return { summary: { seller: externalId, shops: opened.value.shops, link: opened.value.link }, ok: true };
    };
  },
};
