import type { Marketplace, Policies } from '../policy';
import { br } from './br';
import { sea } from './sea';
import { us } from './us';

/**
 * The books that Evenkeel ships, by marketplace. What operations confirmed since is not in them: whoever decides or shows by a policy takes
 * the books of `server/repositories/policies`.
 */
export const POLICIES: Policies = { us, br, sea };

/** The marketplaces, for who needs their currency, zone or bank holidays and none of their numbers. */
export const MARKETPLACES: Readonly<Record<string, Marketplace>> = { us, br, sea };

/**
 * What a marketplace is called; one that no book knows by its key.
 *
 * @example
 * marketplaceName('us'); // 'US marketplace'
 */
export const marketplaceName = (key: string): string => MARKETPLACES[key]?.name ?? key;
