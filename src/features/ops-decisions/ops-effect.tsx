import type { ReactNode } from 'react';
import type { AheadDto, EffectDto } from '@/contracts/decisions';
import { measuresLabel } from '@/domain/explain/measure-label';
import type { Currency } from '@/domain/money/money';
import { Amount } from '@/ui/amount';
import { isNegative } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import { DataTable } from '@/ui/table';

interface Row {
  readonly key: string;
  readonly label: string;
  readonly sub?: string;
  readonly of: (ahead: AheadDto) => string;
  readonly show: (ahead: AheadDto) => ReactNode;
}

function paidText(paid: AheadDto['nextPayout'], currency: Currency): ReactNode {
  if (paid === null) return 'none';
  return (
    <>
      <Amount value={paid.amount} currency={currency} />
      <span className="sub">{dayText(paid.on, { year: '' })}</span>
    </>
  );
}

function rowsOf({ effectiveOn, through }: EffectDto, currency: Currency): readonly Row[] {
  const amount = (key: 'available' | 'reserved' | 'withheld' | 'released' | 'used' | 'paidOut') => ({
    of: (ahead: AheadDto) => ahead[key],
    show: (ahead: AheadDto) => (
      <Amount value={ahead[key]} currency={currency} {...(isNegative(ahead[key]) ? { tone: 'owed' as const } : {})} />
    ),
  });
  const tonight = `after the close of ${dayText(effectiveOn, { year: '' })}`;
  const until = `through ${dayText(through, { year: '' })}`;
  return [
    { key: 'available', label: 'Available', sub: `${tonight} and its payout run`, ...amount('available') },
    { key: 'reserved', label: 'In reserve', sub: tonight, ...amount('reserved') },
    {
      key: 'level',
      label: 'Reserve level',
      sub: 'on the day after',
      of: (it) => String(it.level),
      show: (it) => it.level,
    },
    {
      key: 'measures',
      label: 'Measures',
      sub: tonight,
      of: (it) => it.measures.join(),
      show: (it) => (it.measures.length === 0 ? 'none' : measuresLabel(it.measures)),
    },
    {
      key: 'payout',
      label: 'Next payout',
      of: (it) => JSON.stringify(it.nextPayout),
      show: (it) => paidText(it.nextPayout, currency),
    },
    {
      key: 'release',
      label: 'Next release of reserve',
      of: (it) => JSON.stringify(it.nextRelease),
      show: (it) => paidText(it.nextRelease, currency),
    },
    { key: 'withheld', label: 'Put into reserve', sub: until, ...amount('withheld') },
    { key: 'released', label: 'Released from reserve', sub: until, ...amount('released') },
    { key: 'used', label: 'Reserve used for what is owed', sub: until, ...amount('used') },
    { key: 'paid', label: 'Paid out', sub: until, ...amount('paidOut') },
  ];
}

/** What the engine makes of the days ahead, without and with the decision; what differs stands out. */
export function EffectTable({ effect, currency }: { readonly effect: EffectDto; readonly currency: Currency }) {
  return (
    <DataTable
      caption="The days ahead, without and with this decision"
      layout="stack plain"
      columns={[
        { key: 'what', label: 'If nothing new happens' },
        { key: 'before', label: 'Without it', align: 'right' },
        { key: 'after', label: 'With it', align: 'right' },
      ]}
    >
      {rowsOf(effect, currency).map(({ key, label, sub, of, show }) => {
        const differs = of(effect.before) !== of(effect.after);
        return (
          <tr key={key}>
            <td className="full">
              {label}
              {sub === undefined ? null : <span className="sub">{sub}</span>}
            </td>
            <td className="r" data-l="without it">
              {show(effect.before)}
            </td>
            <td className="r" data-l="with it">
              {differs ? <b>{show(effect.after)}</b> : <span className="faint">the same</span>}
            </td>
          </tr>
        );
      })}
    </DataTable>
  );
}
