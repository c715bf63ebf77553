'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { MembersDto } from '@/contracts/members';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import { inviteMember } from './actions';
import { RightsFields } from './rights-fields';

/** Asks for an address, a role and shops, and invites. */
export function InviteForm({
  grants,
  shops,
  formKey,
}: Pick<MembersDto, 'grants' | 'shops'> & { readonly formKey: string }) {
  const [state, send, isPending] = useActionState(inviteMember, IDLE);
  const fields = state.status === 'refused' ? state.fields : {};
  const [least = 'viewer'] = grants.slice(-1);
  return (
    <form action={send} className="form" aria-busy={isPending} id="rights">
      <input type="hidden" name="idempotency-key" value={`invite-${formKey}`} />
      <Field label="E-mail address" {...(fields['email'] === undefined ? {} : { error: fields['email'] })}>
        <input
          type="email"
          name="email"
          autoComplete="off"
          required
          maxLength={254}
          aria-invalid={fields['email'] !== undefined}
        />
      </Field>
      <RightsFields grants={grants} shops={shops} role={least} access="all" fields={fields} />
      {state.status === 'refused' && Object.keys(fields).length === 0 ? (
        <small className="err" role="alert">
          {state.message}
        </small>
      ) : null}
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Send invitation
        </Button>
      </div>
      <small>They get a mail with a link that is good for 7 days, and choose a password of their own.</small>
    </form>
  );
}
