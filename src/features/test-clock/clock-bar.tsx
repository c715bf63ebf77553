'use client';

import { type ReactNode, useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { ClockDto, MovedDto, NextEventDto } from '@/contracts/test-clock';
import { wallTime } from '@/domain/calendar/instant';
import { amountText } from '@/ui/amount-text';
import { TestClockBar } from '@/ui/clock-bar';
import { counted } from '@/ui/counted';
import { dayText, dayTimeText } from '@/ui/day-text';
import { moveTestClock } from './actions';

function nextText({ kind, day, order }: NextEventDto, year: string): string {
  const on = dayText(day, { year });
  const what = {
    settles: `order ${order ?? ''} settles`,
    released: `the reserve of ${order ?? ''} is released`,
    'payout-arrives': 'a payout arrives',
    clears: 'a bill clears',
    fact: order === null ? 'a fact is dated ahead' : `a fact of order ${order} is dated ahead`,
  }[kind];
  return `Next: ${on}, ${what}`;
}

const PAYOUT_WORDS = { made: 'made', paid: 'arrived', failed: 'failed', returned: 'came back' } as const;

function Happened({ moved, year }: { readonly moved: MovedDto; readonly year: string }) {
  const { statements, statementCount, payouts, payoutCount, isOfShop } = moved;
  const links: ReactNode[] = [
    ...statements.map(({ no, day, payable }) => (
      <Place key={`s${no}`} href={isOfShop ? `/finances/statements/${no}` : null}>
        {`${dayText(day, { year })}: statement ${amountText(payable, { sign: 'always' })}`}
      </Place>
    )),
    ...payouts.map(({ no, day, amount, what }) => (
      <Place key={`p${no}${what}`} href={isOfShop ? `/finances/payouts?open=${no}` : null}>
        {`${dayText(day, { year })}: payout ${amountText(amount)} ${PAYOUT_WORDS[what]}`}
      </Place>
    )),
  ];
  const hidden = statementCount + payoutCount - links.length;
  return (
    <>
      <span className="q">{`${dayText(moved.from, { year })} to ${dayText(moved.to, { year })}:`}</span>
      {isOfShop
        ? links
        : `${counted(statementCount, 'statement')} closed, ${counted(payoutCount, 'payout')} made or answered`}
      {isOfShop && links.length === 0 ? 'nothing happened to this shop' : null}
      {isOfShop && hidden > 0 ? <span className="q">{`and ${hidden} more`}</span> : null}
    </>
  );
}

// A plain link: what is shown behind it has just been made, and must not come from a page kept in the browser.
function Place({ href, children }: { readonly href: string | null; readonly children: ReactNode }) {
  return href === null ? <span>{children}</span> : <a href={href}>{children}</a>;
}

/** Moves days forward and says what happened. A plain form: it works without JavaScript. */
export function ClockBar({ clock, zone }: { readonly clock: ClockDto; readonly zone: string }) {
  const [state, send, isPending] = useActionState(moveTestClock, IDLE);
  const now = wallTime(clock.now, zone);
  const year = now.slice(0, 4);
  const zoneName = zone === 'UTC' ? ' UTC' : '';
  return (
    <form action={send} className="clock" aria-busy={isPending}>
      <TestClockBar
        now={`${dayTimeText(now)}${zoneName}`}
        next={clock.next === null ? 'Nothing is known to happen' : nextText(clock.next, year)}
      >
        <button type="submit" name="move" value="day" className="push" disabled={isPending}>
          +1 day
        </button>
        <button type="submit" name="move" value="week" disabled={isPending}>
          +7 days
        </button>
        <button type="submit" name="move" value="event" disabled={isPending || clock.next === null}>
          Next event
        </button>
      </TestClockBar>
      <p className="happened" role="status">
        {isPending ? 'Closing days: statements, reserves, payouts …' : null}
        {!isPending && state.status === 'refused' ? state.message : null}
        {!isPending && state.status === 'done' ? <Happened moved={state.value} year={year} /> : null}
      </p>
    </form>
  );
}
