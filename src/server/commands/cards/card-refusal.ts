import 'server-only';
import { type Result, refused } from '@/domain/shared/result';
import { isCardProviderError } from '../../gateways/card-gateway';

/** Why a card was not bound, chosen or removed. */
export interface CardRefusal {
  readonly field: 'card';
  readonly code: 'not-found' | 'conflict' | 'unavailable';
  /** A whole sentence for the person, with what to do. */
  readonly reason: string;
}

/** @example refuseCard("not-found", "This card is no longer saved. Choose another one.") */
export function refuseCard(code: CardRefusal['code'], reason: string): Result<never, CardRefusal> {
  return refused({ field: 'card', code, reason });
}

/** Runs what asks the card provider; where it does not answer, that is a refusal that a person can act on. */
export async function whileAvailable<Value>(
  work: () => Promise<Result<Value, CardRefusal>>,
): Promise<Result<Value, CardRefusal>> {
  try {
    return await work();
  } catch (error) {
    if (!isCardProviderError(error)) throw error;
    return refuseCard('unavailable', 'The card provider does not answer. Nothing was changed. Try again in a minute.');
  }
}
