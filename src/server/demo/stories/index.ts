import type { Story } from '../story';
import { ivy } from './ivy';
import { marlow } from './marlow';
import { nova } from './nova';
import { quill } from './quill';
import { rook } from './rook';
import { sable } from './sable';

/** What happened to the shops of the demo until 13 March 2026. Everybody is invented. */
export function demoStories(): readonly Story[] {
  return [ivy(), ...marlow(), nova(), quill(), rook(), sable()];
}
