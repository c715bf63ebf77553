'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import { Button, LinkButton } from '@/ui/button';
import { deleteRule, pauseRule, resumeRule } from './actions';
import { ruleHref } from './paths';

interface RuleActionsProps {
  readonly rule: string;
  /** Names the rule to who does not see the row. */
  readonly title: string;
  readonly isPaused: boolean;
}

/** What can be done about a rule of the list. */
export function RuleActions({ rule, title, isPaused }: RuleActionsProps) {
  const [turned, turn, isTurning] = useActionState(isPaused ? resumeRule : pauseRule, IDLE);
  const [deleted, remove, isDeleting] = useActionState(deleteRule, IDLE);
  const refused = [turned, deleted].find((state) => state.status === 'refused');
  return (
    <div className="acts">
      <LinkButton href={ruleHref(rule)} size="sm">
        Change<span className="sr"> {title}</span>
      </LinkButton>
      <form action={turn} aria-busy={isTurning}>
        <input type="hidden" name="rule" value={rule} />
        <Button type="submit" size="sm" disabled={isTurning}>
          {isPaused ? 'Resume' : 'Pause'}
          <span className="sr"> {title}</span>
        </Button>
      </form>
      <form action={remove} aria-busy={isDeleting}>
        <input type="hidden" name="rule" value={rule} />
        <Button type="submit" size="sm" disabled={isDeleting}>
          Delete<span className="sr"> {title}</span>
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
