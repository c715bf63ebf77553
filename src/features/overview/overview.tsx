import type { ReactNode } from 'react';
import type { TrendSpan } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import { asOfText, dayText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { type Columns, Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { Balance } from './balance';
import { Calendar } from './calendar';
import { NextPayout } from './next-payout';
import { WeeklyTrend } from './trend';
import { MoneyWent } from './waterfall';

/** As of when the page stands: the clock's time, or the last closed day where days before the clock's are still open. */
function standsAtText(shop: ShopContext): string {
  const { zone, closedThrough, isUpToDate } = shop;
  if (!isUpToDate && closedThrough !== null) return `the end of ${dayText(closedThrough, { year: '' })}`;
  return `${asOfText(shop)}${zone === 'UTC' ? ' UTC' : ''}`;
}

interface IslandProps {
  readonly title: string;
  readonly columns: Columns;
  /** Height of what comes, in lines of 36 px. */
  readonly lines: number;
  readonly children: ReactNode;
}

/** A part of the page that loads and fails on its own. */
function Island({ title, columns, lines, children }: IslandProps) {
  return (
    <ErrorIsland what={title}>
      <Streamed
        fallback={
          <Section title={title} columns={columns}>
            <Skeleton lines={lines} label={`${title} is loading`} />
          </Section>
        }
      >
        {children}
      </Streamed>
    </ErrorIsland>
  );
}

function JustOpened({ shop }: { readonly shop: ShopContext }) {
  return (
    <EmptyState icon="overview" title={`${shop.name} has just opened`}>
      {`Its books begin on ${dayText(shop.openedOn, { year: '' })}, and the first day closes at its end. An order settles some days after its delivery; then its first statement appears here, and a payout follows.`}
    </EmptyState>
  );
}

/** The overview: balance, next payout, cash calendar, trend, and where the money went. */
export function Overview({ shop, span }: { readonly shop: ShopContext; readonly span: TrendSpan }) {
  return (
    <>
      <PageHead title="Overview" asOf={standsAtText(shop)} />
      {shop.closedThrough === null ? (
        <JustOpened shop={shop} />
      ) : (
        <SectionGrid>
          <Island title="Balance" columns={7} lines={9}>
            <Balance shop={shop} />
          </Island>
          <Island title="Next payout" columns={5} lines={7}>
            <NextPayout shop={shop} />
          </Island>
          <Island title="Cash calendar" columns={12} lines={8}>
            <Calendar shop={shop} />
          </Island>
          <Island title="Settled and paid out" columns={6} lines={8}>
            <WeeklyTrend shop={shop} span={span} />
          </Island>
          <Island title="Where the money went" columns={6} lines={8}>
            <MoneyWent shop={shop} closedThrough={shop.closedThrough} />
          </Island>
        </SectionGrid>
      )}
    </>
  );
}
