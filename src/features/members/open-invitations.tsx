'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button } from '@/ui/button';
import { inviteAgain, withdrawInvitation } from './actions';

interface InvitationActionsProps {
  readonly invitation: string;
  readonly email: string;
  readonly formKey: string;
}

/** What can be done about an open invitation. */
export function InvitationActions({ invitation, email, formKey }: InvitationActionsProps) {
  const [again, sendAgain, isSending] = useActionState(inviteAgain, IDLE);
  const [ended, end, isEnding] = useActionState(withdrawInvitation, IDLE);
  const refused = [again, ended].find((state) => state.status === 'refused');
  return (
    <div className="acts">
      <form action={sendAgain} aria-busy={isSending}>
        <input type="hidden" name="idempotency-key" value={`again-${formKey}`} />
        <input type="hidden" name="invitation" value={invitation} />
        <Button type="submit" size="sm" disabled={isSending} aria-label={`Send the invitation of ${email} again`}>
          Send again
        </Button>
      </form>
      <form action={end} aria-busy={isEnding}>
        <input type="hidden" name="idempotency-key" value={`end-${formKey}`} />
        <input type="hidden" name="invitation" value={invitation} />
        <Button type="submit" size="sm" disabled={isEnding} aria-label={`Withdraw the invitation of ${email}`}>
          Withdraw
        </Button>
      </form>
      {refused?.status === 'refused' ? (
        <small className="err" role="alert">
          {refused.message}
        </small>
      ) : null}
    </div>
  );
}
