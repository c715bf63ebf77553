import type { Policies } from '../policy';
import { br } from './br';
import { sea } from './sea';
import { us } from './us';

/** The books that Evenkeel ships, by marketplace. */
export const POLICIES: Policies = { us, br, sea };
