import './ops-shop.css';
import type { ReactNode } from 'react';
import { ACTIVITY_WORDS } from '@/contracts/activity';
import { opsShopPath } from '@/contracts/ops-lists';
import type { OpsShopDto } from '@/contracts/ops-shop';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import { MEASURE_LABEL, measureCause } from '@/domain/explain/measure-label';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import type { Database } from '@/server/db/database';
import { listBills } from '@/server/queries/bills';
import { readMeasures, readTier } from '@/server/queries/health';
import { listAwaitedFacts } from '@/server/queries/ops/shop';
import { readShopMatters } from '@/server/queries/ops/shop-matters';
import { readBalance } from '@/server/queries/overview';
import { readPortfolio } from '@/server/queries/portfolio';
import { Amount } from '@/ui/amount';
import { amountText, isNegative } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { KeyValues, Sentences, SumTable } from '@/ui/lists';
import { Section, SectionGrid } from '@/ui/section';
import { OpsMatters } from './ops-matters';

interface OpsSummaryProps {
  readonly shop: ShopContext;
  readonly of: OpsShopDto;
  readonly database: Database;
  /** The next payout, and why not. */
  readonly nextPayout: ReactNode;
  /** The way into the seller's own pages. */
  readonly sellerView: ReactNode;
}

/** Four amounts, as the seller's overview has them, each a door (R7.6). */
async function Balances({ shop, database }: Pick<OpsSummaryProps, 'shop' | 'database'>) {
  const balance = await readBalance(database, shop);
  const path = (tab: string) => opsShopPath(shop.externalId, tab);
  const row = (key: string, tab: string, label: string, count: string, amount: string) => ({
    key,
    label: <Door href={path(tab)}>{label}</Door>,
    note: count,
    amount: <Amount value={amount} tone={isNegative(amount) ? 'owed' : 'plain'} />,
  });
  return (
    <Section title="Balances" columns={6} say={`Books closed through ${closedText(shop)}.`}>
      <SumTable
        caption={`Balances in ${shop.currency}`}
        rows={[
          row(
            'available',
            'statements',
            'Available',
            counted(balance.statements.count, 'open statement'),
            balance.available,
          ),
          row('transit', 'payouts', 'In transit', counted(balance.payouts.count, 'payout'), balance.inTransit),
          row('reserved', 'holds', 'In reserve', counted(balance.holds.count, 'hold'), balance.reserved),
          row('on-hold', 'on-hold', 'On hold', counted(balance.orders.count, 'unsettled order'), balance.onHold),
        ]}
        total={{ label: 'If everything settles', amount: <Amount value={balance.total} currency={shop.currency} /> }}
      />
    </Section>
  );
}

function closedText({ closedThrough, today }: ShopContext): string {
  return closedThrough === null ? 'no day yet' : dayText(closedThrough, { year: today.slice(0, 4) });
}

/** Measures in force, level, tier and activity, as the seller's health page has them (R9, R10). */
async function Health({ shop, of, database }: Pick<OpsSummaryProps, 'shop' | 'of' | 'database'>) {
  const [measures, tier, [row], bills] = await Promise.all([
    readMeasures(database.pool, shop),
    readTier(database.pool, shop),
    readPortfolio(database.pool, [shop], { now: shop.now, seesMoney: true }),
    listBills(database.pool, shop, {}),
  ]);
  const year = shop.today.slice(0, 4);
  const inForce = measures?.inForce ?? [];
  const write = (amount: string) => amountText(amount, { currency: shop.currency });
  return (
    <Section
      title="Health"
      columns={6}
      aside={
        of.seller === null ? null : (
          <TextLink href={withParams('/ops/audit-log', { seller: of.seller.externalId })}>Audit log</TextLink>
        )
      }
    >
      <Sentences
        items={
          inForce.length === 0
            ? [{ key: 'none', icon: 'check', tone: 'ok', text: 'No measure is in force.' }]
            : inForce.map((one) => ({
                key: one.measure,
                icon: 'lock',
                tone: 'wait',
                text: `${MEASURE_LABEL[one.measure]} since ${dayText(one.since, { year })}: ${measureCause(one, write)}.`,
              }))
        }
      />
      <KeyValues
        pairs={[
          {
            term: 'Reserve level',
            value: (
              <>
                <Door href={opsShopPath(shop.externalId, 'holds')}>{`Level ${row?.level ?? 3}`}</Door>
                {of.isReserveExempt ? ', exempt: nothing is withheld' : ''}
              </>
            ),
          },
          ...(of.isRiskFlagged ? [{ term: 'Risk', value: 'Flagged as a risk' }] : []),
          {
            term: 'Settlement tier',
            value: `${TIER_LABEL[tier.tier]}, ${counted(tier.settlementDays, 'day')}${tier.isOnProbation ? ', on probation' : ''}`,
          },
          { term: 'Score', value: tier.score ?? 'none yet' },
          {
            term: 'Activity',
            value: `${ACTIVITY_WORDS[row?.activity ?? 'active']}${row === undefined ? '' : `, last on ${dayText(row.lastActiveOn, { year })}`}`,
          },
          { term: 'Days below zero', value: row?.money?.negativeDays ?? 0 },
          {
            term: 'Open disputes',
            value: row === undefined ? 0 : `${row.openDisputeCount}, ${write(row.money?.openDisputes ?? '0.00')}`,
          },
          {
            term: 'Bills',
            value: (
              <Door href={opsShopPath(shop.externalId, 'bills')}>
                {`${bills.counts.all}, ${bills.counts['under-way']} under way`}
              </Door>
            ),
          },
          { term: 'Registered', value: `${of.registeredName}, ${of.registrationType}` },
          { term: 'Opened', value: dayText(shop.openedOn, { year: '' }) },
          ...(shop.closedOn === null ? [] : [{ term: 'Closed', value: dayText(shop.closedOn, { year: '' }) }]),
        ]}
      />
    </Section>
  );
}

/** What was decided, paid or sent back since the last close: the figures of this page do not have it yet (R2.2). */
async function Awaited({ shop, database }: Pick<OpsSummaryProps, 'shop' | 'database'>) {
  const { facts, moreCount } = await listAwaitedFacts(database.pool, shop.id);
  if (facts.length === 0) return null;
  return (
    <Section
      title="In the books from the next close"
      columns={12}
      say="Recorded and not booked yet: balances, health and lists show these once their day is closed."
      aside={<TextLink href={opsShopPath(shop.externalId, 'facts')}>All facts</TextLink>}
    >
      <KeyValues
        pairs={facts.map(({ no, type, order, effectiveOn, amount }) => ({
          term: `No. ${no}: ${type}`,
          value: [
            ...(amount === null ? [] : [amountText(amount, { currency: shop.currency })]),
            ...(order === null ? [] : [`order ${order}`]),
            `takes effect on ${dayText(effectiveOn, { year: '' })}`,
          ].join(', '),
        }))}
      />
      {moreCount === 0 ? null : <p className="sm muted">And {counted(moreCount, 'fact')} more.</p>}
    </Section>
  );
}

/** A shop at a glance: what it has, when it is paid and why not, how it stands, and what can be done about it. */
export async function OpsSummary(props: OpsSummaryProps) {
  const { shop, database, nextPayout, sellerView } = props;
  const decisions = withParams('/ops/decisions', { shop: shop.externalId });
  return (
    <SectionGrid>
      <Awaited {...props} />
      <Balances {...props} />
      {nextPayout}
      <Health {...props} />
      <div className="c6">
        <Section
          title="Decisions"
          say="Reserve level, exemption, adjustment, dispute, closing, withholding, payout retry, write-off."
          aside={<TextLink href={decisions}>All of this shop</TextLink>}
        >
          <p className="sm">
            <TextLink href={withParams('/ops/decisions/new', { shop: shop.externalId })}>Propose a decision</TextLink>
          </p>
        </Section>
        <OpsMatters shop={shop} {...(await readShopMatters(database.pool, shop.id))} />
        {sellerView}
      </div>
    </SectionGrid>
  );
}
