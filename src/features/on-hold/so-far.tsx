import type { AmountDto } from '@/contracts/statement';
import { Amount, type AmountTone } from '@/ui/amount';
import { SumTable } from '@/ui/lists';

interface SoFarProps {
  readonly components: readonly AmountDto[];
  readonly amount: string;
  readonly total: string;
  readonly currency: string;
  readonly tone?: AmountTone;
}

function keyed(components: readonly AmountDto[]): readonly (readonly [key: string, component: AmountDto])[] {
  return components.map((component, index) => [`${component.kind} ${index}`, component]);
}

/** What an order comes to so far, each component with the numbers that it came from. */
export function SoFar({ components, amount, total, currency, tone = 'plain' }: SoFarProps) {
  return (
    <SumTable
      caption={`What the order comes to so far, in ${currency}`}
      rows={keyed(components).map(([key, { label, sentence, basisText, rule, amount: part }]) => ({
        key,
        label,
        note: (
          <>
            {basisText ?? sentence} <span className="id">{rule}</span>
          </>
        ),
        amount: <Amount value={part} sign="always" />,
      }))}
      total={{ label: total, amount: <Amount value={amount} currency={currency} tone={tone} /> }}
    />
  );
}
