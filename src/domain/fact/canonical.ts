import { formatMinor, type Minor } from '../money/money';
import type { Fact } from './fact';

/** Writes a value with its keys in order, money as decimal strings, absent values left out. */
function write(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(formatMinor(value as Minor));
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

/**
 * The content of a fact as text, the same for equal facts however they were written: what R2.1 compares.
 * @example an amount of "5" and of "5.00" give the same text
 */
export function canonicalContent(fact: Fact): string {
  return write(fact);
}
