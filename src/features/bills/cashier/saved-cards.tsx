'use client';

import { useActionState } from 'react';
import { IDLE } from '@/contracts/action';
import type { SavedCardDto } from '@/contracts/cards';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Refusal } from '../refusal';
import { changeCard } from './actions';

function CardRow({ card }: { readonly card: SavedCardDto }) {
  const [state, send, isPending] = useActionState(changeCard, IDLE);
  return (
    <form action={send}>
      <input type="hidden" name="card" value={card.id} />
      <span>Card ending {card.last4}</span>
      {card.isDefault ? (
        <span className="faint">Offered first</span>
      ) : (
        <Button type="submit" kind="quiet" size="sm" name="change" value="default" disabled={isPending}>
          Offer first<span className="sr">: card ending {card.last4}</span>
        </Button>
      )}
      <Button type="submit" kind="quiet" size="sm" name="change" value="remove" disabled={isPending}>
        Remove<span className="sr"> card ending {card.last4}</span>
      </Button>
      <Refusal state={state} />
    </form>
  );
}

/** The saved cards, to remove or to offer first. */
export function SavedCards({ cards }: { readonly cards: readonly SavedCardDto[] }) {
  if (cards.length === 0) return null;
  return (
    <details className="till-cards mt-5">
      <summary>
        <Icon name="right" className="turn" />
        Saved cards
      </summary>
      {cards.map((card) => (
        <CardRow key={card.id} card={card} />
      ))}
    </details>
  );
}
