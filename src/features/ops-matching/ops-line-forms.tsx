'use client';

import { type ComponentProps, type ReactNode, useActionState } from 'react';
import { fieldsOf, IDLE, messageOf, typedOf } from '@/contracts/action';
import { LONGEST_MATCH_REASON } from '@/contracts/matching';
import type { FactFlag } from '@/domain/fact/flags';
import { Button } from '@/ui/button';
import { WordsField } from '@/ui/words-field';
import { decideSuggestion, dismissFlag, matchLine, setAside } from './ops-actions';

/** Words on a match, of a length that every one of these forms takes. */
function Reason(
  words: Pick<ComponentProps<typeof WordsField>, 'label' | 'hint' | 'error' | 'typed' | 'isOptional' | 'draft'>,
) {
  return <WordsField {...words} name="reason" rows={2} longest={LONGEST_MATCH_REASON} />;
}

interface FrameProps {
  readonly send: (form: FormData) => void;
  readonly isPending: boolean;
  readonly formKey: string;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly message: string | null;
  readonly children: ReactNode;
}

function Frame({ send, isPending, formKey, hidden, message, children }: FrameProps) {
  return (
    <form action={send} className="form" aria-busy={isPending}>
      <input type="hidden" name="idempotency-key" value={formKey} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {message === null ? null : (
        <p className="summary" role="alert">
          {message}
        </p>
      )}
      {children}
    </form>
  );
}

/** Accepts or declines what is suggested. `clears` says what accepting does, in words on the button; without it one may only decline. */
export function SuggestionForm({
  line,
  formKey,
  clears,
}: {
  readonly line: number;
  readonly formKey: string;
  readonly clears: string | null;
}) {
  const [state, send, isPending] = useActionState(decideSuggestion, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['line'] ?? fields['decision'] ?? null;
  return (
    <Frame send={send} isPending={isPending} formKey={`suggestion-${formKey}`} hidden={{ line }} message={message}>
      <Reason
        label="If it is not this bill: why"
        hint="Declined, the money waits unmatched, and this bill is not suggested for it again."
        error={fields['reason']}
        typed={typedOf(state, 'reason')}
        isOptional
      />
      <div className="acts">
        {clears === null ? null : (
          <Button type="submit" name="decision" value="accept" kind="primary" disabled={isPending}>
            Accept: {clears}
          </Button>
        )}
        <Button type="submit" name="decision" value="decline" disabled={isPending}>
          Decline
        </Button>
      </div>
    </Frame>
  );
}

/** Matches a line with the bill that is looked at. */
export function MatchForm({
  line,
  shop,
  bill,
  formKey,
  clears,
}: {
  readonly line: number;
  readonly shop: number;
  readonly bill: string;
  readonly formKey: string;
  readonly clears: string;
}) {
  const [state, send, isPending] = useActionState(matchLine, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['line'] ?? fields['bill'] ?? fields['shop'] ?? null;
  return (
    <Frame
      send={send}
      isPending={isPending}
      formKey={`match-${formKey}`}
      hidden={{ line, shop, bill }}
      message={message}
    >
      <Reason
        label="Note, if there is something to say"
        draft={`note of ${line} for ${bill}`}
        hint="Colleagues read it beside the match. Booked money is not taken back by a click."
        error={fields['reason']}
        typed={typedOf(state, 'reason')}
        isOptional
      />
      <div className="acts">
        <Button type="submit" kind="primary" disabled={isPending}>
          Match: {clears}
        </Button>
      </div>
    </Frame>
  );
}

/** Sets a line aside. */
export function SetAsideForm({ line, formKey }: { readonly line: number; readonly formKey: string }) {
  const [state, send, isPending] = useActionState(setAside, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['line'] ?? fields['as'] ?? null;
  return (
    <Frame send={send} isPending={isPending} formKey={`aside-${formKey}`} hidden={{ line }} message={message}>
      <Reason
        label="Why it is no seller’s payment"
        hint="It books nothing, and can still be matched later."
        error={fields['reason']}
        typed={typedOf(state, 'reason')}
      />
      <div className="acts">
        <Button type="submit" name="as" value="returned-to-sender" disabled={isPending}>
          Returned to the sender
        </Button>
        <Button type="submit" name="as" value="not-ours" disabled={isPending}>
          Not ours
        </Button>
      </div>
    </Frame>
  );
}

/** Takes a fact off the list. */
export function DismissForm({
  shop,
  no,
  flag,
  formKey,
}: {
  readonly shop: number;
  readonly no: number;
  readonly flag: FactFlag;
  readonly formKey: string;
}) {
  const [state, send, isPending] = useActionState(dismissFlag, IDLE);
  const fields = fieldsOf(state);
  const message = messageOf(state) ?? fields['no'] ?? fields['flag'] ?? null;
  return (
    <Frame
      send={send}
      isPending={isPending}
      formKey={`dismiss-${formKey}`}
      hidden={{ shop, no, flag }}
      message={message}
    >
      <Reason
        label="Why it needs no more looking at"
        hint="The fact stays, and takes effect if its order arrives after all."
        error={fields['reason']}
        typed={typedOf(state, 'reason')}
      />
      <div className="acts">
        <Button type="submit" size="sm" disabled={isPending}>
          Dismiss
        </Button>
      </div>
    </Frame>
  );
}
