import '../shops.css';
import { randomUUID } from 'node:crypto';
import type { PortfolioRowDto } from '@/contracts/portfolio';
import type { ShopRef } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readPortfolio } from '@/server/queries/portfolio';
import { Door, LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { DataTable } from '@/ui/table';
import { checklistHref, SHOPS_PATH } from '../search';
import { CheckChosenForm } from './check-chosen';
import { CHECK_WORDS } from './words';

function Row({ row }: { readonly row: PortfolioRowDto }) {
  const attention = row.toCheck.filter((item) => row.findings[item] === 'attention');
  const others = row.toCheck.filter((item) => row.findings[item] !== 'attention');
  const names = (items: typeof attention) => items.map((item) => CHECK_WORDS[item].name).join(', ');
  return (
    <tr>
      <td className="b">
        <Door href={checklistHref(row.externalId)}>{row.name}</Door>
      </td>
      <td>{attention.length === 0 ? <span className="faint">nothing</span> : names(attention)}</td>
      <td className="full">{others.length === 0 ? <span className="faint">nothing</span> : names(others)}</td>
    </tr>
  );
}

/** What is left to check of several shops, and the statement that it has been looked at. */
export async function CheckSeveral({ shops }: { readonly shops: readonly ShopRef[] }) {
  const { now } = await requireShop();
  const rows = await readPortfolio(sellerDatabase().pool, shops, { now, seesMoney: false });
  const open = rows.filter(({ toCheck }) => toCheck.length > 0);
  if (open.length === 0) {
    return (
      <EmptyState
        icon="done"
        title={shops.length === 0 ? 'No shop is selected' : 'Nothing is left to check'}
        action={<LinkButton href={SHOPS_PATH}>Back to shops</LinkButton>}
      >
        {shops.length === 0
          ? 'Select shops in the list, then mark them checked.'
          : 'All rows of these shops are in order or checked for today.'}
      </EmptyState>
    );
  }
  return (
    <Section
      title={`${counted(open.length, 'shop')} with something left to check`}
      say="You say that you have looked at each of these. What the books find is kept with it: checking does not cure it."
    >
      <DataTable
        caption="What is left to check, by shop"
        columns={[
          { key: 'shop', label: 'Shop' },
          { key: 'attention', label: 'To see to' },
          { key: 'tick', label: 'Only you can answer' },
        ]}
      >
        {open.map((row) => (
          <Row key={row.externalId} row={row} />
        ))}
      </DataTable>
      <div className="mt-7">
        <CheckChosenForm shops={open.map(({ externalId }) => externalId)} formKey={randomUUID()} />
      </div>
    </Section>
  );
}
