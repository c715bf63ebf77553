import { amountText, cents } from './cents';
import type { OracleBooks, OracleComponent } from './types';

/**
 * The books in a form that two engines can be compared by: the components of a statement summed by kind and order and
 * sorted, because the rules fix their sums (R4.2, R4.3) but not how one day's lines are cut into components.
 */
export function comparable(books: OracleBooks): OracleBooks {
  return {
    ...books,
    statements: books.statements.map((statement) => ({ ...statement, components: summed(statement.components) })),
  };
}

function summed(components: readonly OracleComponent[]): readonly OracleComponent[] {
  const sums = new Map<string, OracleComponent>();
  for (const component of components) {
    const key = JSON.stringify([component.order, component.kind]);
    const before = sums.get(key)?.amount ?? '0.00';
    sums.set(key, { ...component, amount: amountText(cents(before) + cents(component.amount)) });
  }
  return [...sums.entries()]
    .filter(([, component]) => component.amount !== '0.00')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, component]) => component);
}
