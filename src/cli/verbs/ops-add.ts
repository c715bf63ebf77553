import { OPS_ROLES } from '@/contracts/permissions';
import { emailAddress } from '@/contracts/security';
import { addOpsMember } from '@/server/commands/members/add-ops-member';
import { env } from '@/server/env';
import { UsageError } from '../usage';
import type { Verb } from '../verb';

/** Makes somebody one of the marketplace's people. */
export const opsAdd: Verb = {
  help: `Usage: ops add EMAIL --name NAME --role ROLE

ROLE is ${OPS_ROLES.join(', ')}. Somebody new gets a mail that says where to set a password. Called again it changes the role.

Prints {"email", "role", "isNew"}.`,
  options: { name: { type: 'string' }, role: { type: 'string' } },
  prepare: async ({ positionals: [address, ...rest], options: { name, role } }) => {
    const email = emailAddress.safeParse(address);
    if (!email.success || rest.length > 0) throw new UsageError('ops add takes one e-mail address.');
    if (typeof name !== 'string' || name.trim() === '') throw new UsageError('--name: what are they called?');
    const known = OPS_ROLES.find((one) => one === role);
    if (known === undefined) throw new UsageError(`--role is one of ${OPS_ROLES.join(', ')}.`);
    const asked = { email: email.data, name: name.trim(), role: known, origin: env().appOrigin };
    return async (database) => ({
      summary: { email: asked.email, role: known, isNew: await addOpsMember(database, asked) },
      ok: true,
    });
  },
};
