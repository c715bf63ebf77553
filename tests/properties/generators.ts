import fc from 'fast-check';
import { type Draft, type Moment, maybe, moment } from './generators/basics';
import { operators } from './generators/commands';
import { orderDrafts, orderShape } from './generators/order-drafts';
import { commandDrafts, shopDrafts, span } from './generators/shop-drafts';
import { factsWithCommands } from './oracle';
import { laterDay, plusDays } from './oracle/days';
import { type Batch, recordAtOnce, recordBatches } from './oracle/stamp';
import type { OracleFact, WireFact } from './oracle/types';

/** What a generated shop did, in no particular order; ids are unique. */
export interface ShopStream {
  readonly marketplace: string;
  readonly openedOn: string;
  /** The day after the last fact; closing through it shows everything but later releases. */
  readonly through: string;
  readonly facts: readonly WireFact[];
}

const shopName = 'shop-1';

const openingShape = fc.record({
  marketplace: fc.constantFrom('us', 'us', 'us', 'br', 'sea'),
  openedOn: fc.integer({ min: 0, max: 200 }).map((days) => plusDays('2025-12-15', days)),
  probation: fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: 3, arbitrary: fc.constant(false) }),
  score: maybe(60, fc.constantFrom('3.2', '3.5', '4.0', '4.9')),
  exempt: maybe(10, fc.boolean()),
  level: maybe(60, fc.integer({ min: 0, max: 2 })),
  bank: maybe(90, fc.constant('bank-1')),
  closed: maybe(12, moment(20, span - 5)),
});

/** The offset in which an instant is written down; it changes nothing. */
const writtenIn: readonly (readonly [suffix: string, minutes: number])[] = [
  ['Z', 0],
  ['Z', 0],
  ['+08:00', 480],
  ['-03:00', -180],
];

function instantText(openedOn: string, at: Moment, style: number): string {
  const [suffix, offset] = writtenIn[style % writtenIn.length] ?? ['Z', 0];
  const minutes = at.minute + offset;
  const day = plusDays(openedOn, at.day + Math.floor(minutes / 1440));
  const minute = ((minutes % 1440) + 1440) % 1440;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00${suffix}`;
}

const isMoment = (value: unknown): value is Moment => typeof value === 'object' && value !== null && 'minute' in value;

function factOf(openedOn: string, { type, at, payload = {} }: Draft, index: number): WireFact {
  const entries = Object.entries(payload).map(([key, value]) => [
    key,
    isMoment(value) ? instantText(openedOn, value, 0) : value,
  ]);
  // An id that does not sort as its facts happened: (occurredAt, id) must decide.
  const id = `f-${(index * 7919) % 10007}-${index}`;
  return { id, shop: shopName, type, occurredAt: instantText(openedOn, at, index), ...Object.fromEntries(entries) };
}

/** At noon UTC it is the same calendar day in all three marketplaces. */
const noon = (day: number): Moment => ({ day, minute: 720 });

/** Wire facts of one shop over about 120 days: an opening and 1 to 40 orders with all that can happen to them. */
export const shopStream: fc.Arbitrary<ShopStream> = fc
  .record({
    opening: openingShape,
    orders: fc.oneof(
      { weight: 3, arbitrary: fc.array(orderShape, { minLength: 1, maxLength: 6 }) },
      { weight: 1, arbitrary: fc.array(orderShape, { minLength: 7, maxLength: 40 }) },
    ),
    shop: shopDrafts,
    commands: commandDrafts,
  })
  .map(({ opening, orders, shop, commands }) => {
    const drafts: Draft[] = [
      {
        type: 'shop.opened',
        at: noon(0),
        payload: {
          marketplace: opening.marketplace,
          name: 'Shop one',
          registrationType: 'corporate',
          registeredName: 'Shop One Ltd',
          probation: opening.probation,
          ...(opening.score === null ? {} : { score: opening.score }),
          ...(opening.exempt === null ? {} : { reserveExempt: opening.exempt }),
        },
      },
      ...(opening.bank === null
        ? []
        : [
            {
              type: 'bank-account.verified',
              at: noon(0),
              payload: { account: opening.bank, last4: '0001', holderName: 'X' },
            },
          ]),
      ...(opening.level === null
        ? []
        : [{ type: 'shop.reserve-level-set', at: noon(0), payload: { level: opening.level, reason: 'start' } }]),
      ...(opening.closed === null ? [] : [{ type: 'shop.closed', at: opening.closed }]),
      // Facts from before the opening are another matter (R2.2): nothing here happens before day 1.
      ...orders
        .flatMap(orderDrafts)
        .map((entry) => ({ ...entry, at: { ...entry.at, day: Math.max(1, entry.at.day) } })),
      ...shop,
      ...commands,
    ];
    const last = Math.max(...drafts.map((entry) => entry.at.day));
    return {
      marketplace: opening.marketplace,
      openedOn: opening.openedOn,
      through: plusDays(opening.openedOn, last + 1),
      facts: drafts.map((entry, index) => factOf(opening.openedOn, entry, index)),
    };
  });

const importedTypes =
  /^(shop\.(opened|score-changed|probation-started|probation-ended|closed|risk-flagged|risk-cleared|activity)|order\..+|dispute\..+|adjustment\.posted)$/;

/** May the fact stand in an imported file (R2)? The others are written by commands. */
export function isImportable(fact: WireFact): boolean {
  return importedTypes.test(fact.type);
}

/** The same facts in another order. */
export function shuffled<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

/** A stream together with all its facts, recorded before the first close. */
export const recordedStream: fc.Arbitrary<ShopStream & { readonly recorded: readonly OracleFact[] }> = shopStream.map(
  (stream) => ({ ...stream, recorded: recordAtOnce(stream.facts) }),
);

/** Facts whose validity hangs on one another are told equally late, so that their order stays that of R2.5. */
function latenessKey(fact: WireFact): string {
  if (/^dispute\./.test(fact.type)) return `dispute ${String(fact.dispute)}`;
  if (/^order\.(delivered|cancelled)$/.test(fact.type)) return `end of ${String(fact.order)}`;
  return fact.id;
}

/** Batches as days go by: most facts are recorded on their day, some up to 30 days late (R2.2), orders included (R2.3). */
export const lateStream: fc.Arbitrary<
  ShopStream & { readonly batches: readonly Batch[]; readonly recorded: readonly OracleFact[] }
> = fc
  .tuple(
    shopStream,
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 3, max: 12 }),
  )
  .map(([stream, latenesses, oneIn]) => {
    const keys = [...new Set(stream.facts.map(latenessKey))];
    const lateness = (fact: WireFact): number => {
      const index = keys.indexOf(latenessKey(fact));
      const command = !isImportable(fact) || fact.type === 'shop.opened';
      return command || index % oneIn !== 0 ? 0 : (latenesses[index % latenesses.length] ?? 0);
    };
    const byDay = new Map<string, WireFact[]>();
    for (const { effectiveOn, fact } of recordAtOnce(stream.facts)) {
      const day = plusDays(effectiveOn, lateness(fact));
      byDay.set(day, [...(byDay.get(day) ?? []), fact]);
    }
    const batches = [...byDay.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([firstOpenDay, facts]) => ({ firstOpenDay, facts }));
    const recorded = recordBatches(batches);
    const last = batches.at(-1)?.firstOpenDay ?? stream.through;
    return { ...stream, through: laterDay(last, stream.through), batches, recorded };
  });

/** A stream with a bank, a seller and ops staff who act on the books day by day (see `operators`). */
export const operatedStream: fc.Arbitrary<ShopStream & { readonly recorded: readonly OracleFact[] }> = fc
  .tuple(shopStream, fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 20, maxLength: 60 }))
  .map(([stream, choices]) => ({
    ...stream,
    recorded: factsWithCommands(recordAtOnce(stream.facts), stream.through, operators(shopName, choices)),
  }));

/** A stream whose shop opens 1 to 40 days later than some of its facts say they happened: they wait for the opening. */
export const earlyStream: fc.Arbitrary<ShopStream & { readonly recorded: readonly OracleFact[] }> = fc
  .tuple(shopStream, fc.integer({ min: 1, max: 40 }))
  .map(([stream, days]) => {
    const openedOn = plusDays(stream.openedOn, days);
    const facts = stream.facts.map((fact) => {
      const first = fact.occurredAt === stream.facts[0]?.occurredAt || !isImportable(fact);
      return first ? { ...fact, occurredAt: laterInstant(fact.occurredAt, days) } : fact;
    });
    const through = plusDays(stream.through, days);
    return { ...stream, openedOn, through, facts, recorded: recordAtOnce(facts) };
  });

/** The same time of day, days later, in the same offset. */
function laterInstant(occurredAt: string, days: number): string {
  return `${plusDays(occurredAt.slice(0, 10), days)}${occurredAt.slice(10)}`;
}
