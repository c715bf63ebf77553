import { type Minor, plus, ZERO } from '../money/money';

/** What moved: a card paid, money of it went back by a refund or a dispute, came again, a payout left, or came back. */
export const FLOWS = ['captured', 'refunded', 'disputed', 'given-back', 'paid-out', 'came-back'] as const;
export type Flow = (typeof FLOWS)[number];

/**
 * What is wrong: the other side has it and we do not (`lost`), it has it twice (`double`), both have it with another amount, or we alone have it
 * (`only-ours`).
 */
export const DIFFERENCES = ['lost', 'double', 'other-amount', 'only-ours'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** Where something of ours is. */
export interface Place {
  /** Empty where no shop is known for it. */
  readonly marketplace: string;
  readonly shopId: number | null;
  readonly bill: string | null;
  readonly payout: number | null;
}

/** A movement as the card provider or the bank tells it. */
export interface Theirs {
  /** What they call it; each once. */
  readonly id: string;
  readonly flow: Flow;
  /** What both sides call it; null where nothing of it names anything of ours. */
  readonly key: string | null;
  /** What may only be paid once, such as a bill: two movements of one group are a double. Null where nothing says so. */
  readonly group: string | null;
  /** Above zero. */
  readonly amount: Minor;
  readonly currency: string;
  /** On its way: not yet to be found in our books. */
  readonly isPending: boolean;
  readonly place: Place;
}

/** The same as our books tell it. */
export interface Ours {
  readonly key: string;
  readonly flow: Flow;
  readonly group: string | null;
  readonly amount: Minor;
  readonly currency: string;
  /** On its way: not yet to be found on the other side. */
  readonly isPending: boolean;
  readonly place: Place;
  /** What the other side should call it. */
  readonly reference: string;
}

/** Something that differs. */
export interface DifferingItem {
  /** The same whenever the same thing is found. */
  readonly key: string;
  readonly kind: Difference;
  readonly flow: Flow;
  readonly currency: string;
  readonly theirs: Minor;
  readonly ours: Minor;
  readonly place: Place;
  readonly reference: string;
}

/** Both sides' sums of one flow, marketplace and currency. Theirs less ours is what the items of it come to. */
export interface FlowTotal {
  readonly flow: Flow;
  readonly marketplace: string;
  readonly currency: string;
  readonly theirs: Minor;
  readonly ours: Minor;
  readonly inTransit: Minor;
}

/** What comparing two sides came to; both lists in an order of their own, whatever the order of what was given. */
export interface Comparison {
  readonly totals: readonly FlowTotal[];
  readonly items: readonly DifferingItem[];
}

/** Texts by their code units, so that the order is nobody's locale. */
function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

class Sums {
  private readonly totals = new Map<string, FlowTotal>();

  add(
    { flow, place, currency }: Pick<Theirs, 'flow' | 'place' | 'currency'>,
    side: 'theirs' | 'ours' | 'inTransit',
    amount: Minor,
  ): void {
    const { marketplace } = place;
    const key = `${FLOWS.indexOf(flow)} ${marketplace} ${currency}`;
    const total = this.totals.get(key) ?? { flow, marketplace, currency, theirs: ZERO, ours: ZERO, inTransit: ZERO };
    this.totals.set(key, { ...total, [side]: plus(total[side], amount) });
  }

  all(): readonly FlowTotal[] {
    return [...this.totals].sort(([left], [right]) => byText(left, right)).map(([, total]) => total);
  }
}

const keyOf = ({ flow, key }: { readonly flow: Flow; readonly key: string }): string => `${flow} ${key}`;

/** One comparison on its way. */
class Comparing {
  readonly sums = new Sums();
  readonly items: DifferingItem[] = [];
  private readonly found = new Set<string>();
  private readonly paidGroups = new Set<string>();
  private readonly byKey: ReadonlyMap<string, Ours>;

  constructor(
    private readonly ours: readonly Ours[],
    paid: readonly string[],
  ) {
    this.byKey = new Map(ours.map((each) => [keyOf(each), each]));
    for (const { group } of ours) if (group !== null) this.paidGroups.add(group);
    for (const group of paid) this.paidGroups.add(group);
  }

  /** A movement of theirs beside ours of the same key, each of ours once. */
  take(theirs: Theirs): void {
    const { id, flow, key, currency, amount, place } = theirs;
    const name = key === null ? null : keyOf({ flow, key });
    const known = name === null ? undefined : this.byKey.get(name);
    if (name !== null && known !== undefined && !this.found.has(name)) {
      this.found.add(name);
      this.pair(theirs, known);
      return;
    }
    if (theirs.isPending) {
      this.sums.add(theirs, 'inTransit', amount);
      return;
    }
    this.sums.add(theirs, 'theirs', amount);
    const kind = this.isDouble(theirs) ? 'double' : 'lost';
    const item = { kind, flow, currency, theirs: amount, ours: ZERO, place: known?.place ?? place } as const;
    this.items.push({ ...item, key: `${flow}:${id}`, reference: id });
  }

  /** What nobody of theirs was found for. */
  finish(): Comparison {
    for (const each of this.ours) {
      if (this.found.has(keyOf(each))) continue;
      const { flow, key, amount, currency, place, reference, isPending } = each;
      this.sums.add(each, isPending ? 'inTransit' : 'ours', amount);
      if (isPending) continue;
      const item = { kind: 'only-ours', flow, currency, theirs: ZERO, ours: amount, place, reference } as const;
      this.items.push({ ...item, key: `${flow}:ours:${key}` });
    }
    const items = [...this.items].sort((left, right) => byText(left.key, right.key));
    return { totals: this.sums.all(), items };
  }

  private pair(theirs: Theirs, ours: Ours): void {
    const { id, flow, amount, currency } = theirs;
    this.sums.add({ flow, currency, place: ours.place }, 'theirs', amount);
    this.sums.add({ flow, currency: ours.currency, place: ours.place }, 'ours', ours.amount);
    if (amount === ours.amount && currency === ours.currency) return;
    const item = {
      kind: 'other-amount',
      flow,
      currency,
      theirs: amount,
      ours: ours.amount,
      place: ours.place,
    } as const;
    this.items.push({ ...item, key: `${flow}:${id}`, reference: id });
  }

  /** Whether what it is for is paid already, by ours or by another of theirs. */
  private isDouble({ flow, key, group }: Theirs): boolean {
    if (key !== null && this.found.has(keyOf({ flow, key }))) return true;
    if (group === null) return false;
    if (this.paidGroups.has(group)) return true;
    this.paidGroups.add(group);
    return false;
  }
}

/**
 * Compares what the other side says with our books (card provider or bank): each movement of theirs with ours of the same key. What stays on
 * either side is an item, so theirs less ours is what the items come to: zero, or the list of what differs. The order of either list does not
 * matter; of two that are alike the one with the smaller id is taken for the true one.
 * @param theirs each id once
 * @param ours each flow and key once
 * @param paid groups that were paid some other day: another movement of one is a double
 * @example compare([capture('pi_1', 5000n)], []) // items: [{ kind: 'lost', theirs: 5000n, ours: 0n, ... }]
 */
export function compare(theirs: readonly Theirs[], ours: readonly Ours[], paid: readonly string[] = []): Comparison {
  const comparing = new Comparing(ours, paid);
  const amountOf = new Map(ours.map((each) => [keyOf(each), each.amount]));
  // Of two of one key the one with our amount is ours; then the smaller id.
  const fits = ({ flow, key, amount }: Theirs): number =>
    key !== null && amountOf.get(keyOf({ flow, key })) === amount ? 0 : 1;
  const ordered = [...theirs].sort((left, right) => fits(left) - fits(right) || byText(left.id, right.id));
  for (const movement of ordered) comparing.take(movement);
  return comparing.finish();
}
