'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { MemberDto, MembersDto } from '@/contracts/members';
import { Button, LinkButton } from '@/ui/button';
import { Popup } from '@/ui/popup';
import { changeMember, removeMember } from './actions';
import { RightsFields } from './rights-fields';
import { MEMBERS_PATH } from './search';

interface ChangeFormProps extends Pick<MembersDto, 'grants' | 'shops'> {
  readonly member: MemberDto;
  readonly formKey: string;
}

/** Asks before somebody is removed. */
function Remove({ member, formKey }: Pick<ChangeFormProps, 'member' | 'formKey'>) {
  const [state, send, isPending] = useActionState(removeMember, IDLE);
  return (
    <Popup className="menu remove">
      <summary className="btn">Remove</summary>
      <form action={send} className="menu-panel form" aria-busy={isPending}>
        <input type="hidden" name="idempotency-key" value={`remove-${formKey}`} />
        <input type="hidden" name="no" value={member.no} />
        <p className="sm">
          <b className="b">Remove {member.name}?</b> They see nothing of the organisation from then on. What they did
          stays on record. You can invite them again.
        </p>
        <Button type="submit" disabled={isPending}>
          Remove {member.name}
        </Button>
        {state.status === 'refused' ? (
          <small className="err" role="alert">
            {state.message}
          </small>
        ) : null}
      </form>
    </Popup>
  );
}

/** A member's role and shops, to be changed, and the way to remove them. */
export function ChangeForm({ member, grants, shops, formKey }: ChangeFormProps) {
  const [state, send, isPending] = useActionState(changeMember, IDLE);
  const fields = state.status === 'refused' ? state.fields : {};
  const message =
    fields['no'] ?? (state.status === 'refused' && Object.keys(fields).length === 0 ? state.message : null);
  return (
    <>
      <form action={send} className="form" aria-busy={isPending} id="rights">
        <input type="hidden" name="idempotency-key" value={`change-${formKey}`} />
        <input type="hidden" name="no" value={member.no} />
        <RightsFields grants={grants} shops={shops} role={member.role} access={member.access} fields={fields} />
        {message === null ? null : (
          <small className="err" role="alert">
            {message}
          </small>
        )}
        <div className="acts">
          <Button type="submit" kind="primary" disabled={isPending}>
            Save
          </Button>
          <LinkButton href={MEMBERS_PATH}>Cancel</LinkButton>
        </div>
      </form>
      <div className="mt-6">
        <Remove member={member} formKey={formKey} />
      </div>
    </>
  );
}
