import type { DaySealDto } from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import type { Database } from '@/server/db/database';
import { readDaySeal } from '@/server/queries/ops/day-seal';
import { dayText } from '@/ui/day-text';
import { KeyValues } from '@/ui/lists';
import { ProofLine } from '@/ui/proof';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { PART_LABEL } from './ops-words';

interface SealProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly head: StatementHeadDto;
}

/** "15 facts, 1 statement". */
function coveredText({ parts }: DaySealDto): string {
  return parts
    .map(({ part, rows }) => {
      const [one, many] = PART_LABEL[part] ?? [part, part];
      return `${rows} ${rows === 1 ? one : many}`;
    })
    .join(', ');
}

function Sealed({ seal, year }: { readonly seal: DaySealDto; readonly year: string }) {
  const { day, previousDay, hash, previousHash, isWhole } = seal;
  const text = isWhole
    ? `The rows of ${dayText(day, { year })} are as they were sealed`
    : `The rows of ${dayText(day, { year })} are not as they were sealed: run verify-seals to see which`;
  return (
    <>
      <ProofLine checks={[{ key: 'seal', holds: isWhole, text }]} />
      <div className="mt-4">
        <KeyValues
          pairs={[
            { term: 'Hash', value: <span className="hash">{hash}</span> },
            { term: 'Covers', value: coveredText(seal) },
            {
              term: 'Follows',
              value:
                previousDay === null ? (
                  'None: the first of the shop'
                ) : (
                  <>
                    {dayText(previousDay, { year })} <span className="hash">{previousHash}</span>
                  </>
                ),
            },
          ]}
        />
      </div>
    </>
  );
}

/** The seal of the statement's day, made again from the day's rows. */
export async function OpsSeal({ shop, database, head }: SealProps) {
  const seal = await readDaySeal(database.pool, shop.id, head.day);
  return (
    <Section
      title="Daily seal"
      say="The hash of all that was closed with this statement, chained to the day before."
      columns={6}
    >
      {seal === null ? (
        <EmptyState icon="clock" title="Not sealed yet">
          A day is sealed by its close. Until then this statement’s day is open.
        </EmptyState>
      ) : (
        <Sealed seal={seal} year={shop.today.slice(0, 4)} />
      )}
    </Section>
  );
}

/** As high as a seal. */
export function OpsSealSkeleton() {
  return (
    <Section title="Daily seal" columns={6}>
      <Skeleton lines={5} label="Making the seal again" />
    </Section>
  );
}
