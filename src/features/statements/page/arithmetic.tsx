import type { LineAmountDto } from '@/contracts/statement';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { SumTable } from '@/ui/lists';

/** Three decimals or more are a product before its rounding: money has two. */
const isRounded = (result: string): boolean => /^-?\d+\.\d\d$/.test(result);

/** How one amount came about, step by step: "explain a cent". */
export function Arithmetic({
  steps,
  isExact,
  label,
}: {
  readonly steps: LineAmountDto['arithmetic'];
  readonly isExact: boolean;
  readonly label: string;
}) {
  return (
    <>
      <SumTable
        caption={`The arithmetic of ${label}`}
        rows={steps.map(({ what, result }) => ({
          key: what,
          label: what,
          amount: isRounded(result) ? <Amount value={result} /> : <span className="num">{result}</span>,
        }))}
      />
      {isExact ? null : (
        <p className="sm text-owed">
          These numbers do not make the amount of the line: last step {amountText(lastOf(steps))}.
        </p>
      )}
    </>
  );
}

const lastOf = (steps: LineAmountDto['arithmetic']): string => steps.at(-1)?.result ?? '0.00';
