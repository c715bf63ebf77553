import type { MeasureDto, ReserveStandingDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Section, SectionGrid } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable } from '@/ui/table';
import { getStanding } from './standing';
import { limitsText, MEASURE_LABEL, measureText, nextText } from './words';

type Props = { readonly standing: ReserveStandingDto; readonly year: string };

function columnsOf({ last, next }: ReserveStandingDto, year: string): readonly ColumnHead[] {
  const before: ColumnHead[] =
    last === null ? [] : [{ key: 'last', label: `On ${dayText(last.on, { year, style: 'short' })}`, align: 'right' }];
  return [
    { key: 'measure', label: 'Measure' },
    ...before,
    { key: 'next', label: `So far for ${dayText(next.on, { year, style: 'short' })}`, align: 'right' },
    { key: 'limits', label: 'Limits' },
  ];
}

function Row({ measure, before, on }: { measure: MeasureDto; before: MeasureDto | undefined; on: string | null }) {
  return (
    <tr>
      <td className="b full">{MEASURE_LABEL[measure.kind]}</td>
      {on === null ? null : (
        <td className="r" data-l={`on ${on}`}>
          {before === undefined ? '' : measureText(before)}
        </td>
      )}
      <td className="r" data-l="so far">
        {measureText(measure)}
      </td>
      <td data-l="limits">{limitsText(measure)}</td>
    </tr>
  );
}

function windowText({ last, next }: ReserveStandingDto, year: string): string {
  const short = (day: string) => dayText(day, { year, style: 'short' });
  const windows = [last, next].flatMap((one) =>
    one === null ? [] : [`${short(one.windowFrom)} to ${short(one.windowTo)}`],
  );
  return `LDR and SFCR over orders placed ${windows.join(', and ')}. An order counts as late once its dispatch is overdue. Disputes of the reserve on the day.`;
}

/** The measures of the next evaluation so far, beside the last one's, and the level that they would give (R10.2). */
export function NextEvaluation({ standing, year }: Props) {
  const { last, next, level } = standing;
  const on = last === null ? null : dayText(last.on, { year, style: 'short' });
  const isBetter = next.level > level;
  return (
    <SectionGrid>
      <Section title={`Next evaluation: ${dayText(next.on, { year })}`} columns={8}>
        <DataTable caption="Measures and their limits" columns={columnsOf(standing, year)} layout="stack plain">
          {next.measures.map((measure) => (
            <Row
              key={measure.kind}
              measure={measure}
              before={last?.measures.find(({ kind }) => kind === measure.kind)}
              on={on}
            />
          ))}
        </DataTable>
        <p className="xs faint mt-2.5">{windowText(standing, year)}</p>
      </Section>
      <Section title="Forecast" columns={4}>
        <Sentences
          items={[
            {
              key: 'level',
              icon: isBetter || next.level === 3 ? 'check' : 'alert',
              tone: isBetter || next.level === 3 ? 'ok' : 'wait',
              text: nextText(standing, year),
            },
            {
              key: 'kept',
              icon: 'check',
              tone: 'ok',
              text: 'Holds keep the rate and the day that they were made with.',
            },
          ]}
        />
      </Section>
    </SectionGrid>
  );
}

/** The next evaluation of a shop; left out before the first close. */
export async function Evaluation({ shop }: { readonly shop: ShopContext }) {
  const standing = await getStanding(shop);
  if (standing === null) return null;
  return <NextEvaluation standing={standing} year={shop.today.slice(0, 4)} />;
}

/** As high as three measures. */
export function EvaluationSkeleton() {
  return (
    <Section title="Next evaluation">
      <Skeleton lines={4} rowHeight={40} label="Loading the next evaluation" />
    </Section>
  );
}
