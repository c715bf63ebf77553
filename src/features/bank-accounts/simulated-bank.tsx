import type { SimulatedBankLineDto } from '@/contracts/bank-accounts';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { PageHead } from '@/ui/page-head';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { accountHref } from './paths';

interface SimulatedBankProps {
  readonly account: string;
  readonly last4: string;
  readonly lines: readonly SimulatedBankLineDto[];
  readonly shop: ShopContext;
}

/** What the holder of an account would see at their own bank. The demo's stand-in for it. */
export function SimulatedBank({ account, last4, lines, shop }: SimulatedBankProps) {
  const title = 'Simulated bank';
  return (
    <>
      <PageHead
        title={title}
        crumb={{ href: accountHref(account), label: `Account ending ${last4}`, here: title }}
        actions={<LinkButton href={accountHref(account)}>Back to the account</LinkButton>}
      >
        <p className="muted sm">
          Demo only: what you would see at your own bank. The statement of the account ending {last4}.
        </p>
      </PageHead>
      <Section title="Account statement" say="What arrived, the newest first.">
        {lines.length === 0 ? (
          <EmptyState icon="bank" title="Nothing has arrived yet">
            Deposits arrive on the next business day: move the test clock on, then look again.
          </EmptyState>
        ) : (
          <div className="wrap bleed">
            <table className="tbl plain">
              <caption className="sr">Statement of the account ending {last4}</caption>
              <thead>
                <tr>
                  <th scope="col">Booked</th>
                  <th scope="col">From</th>
                  <th scope="col" className="r">
                    {shop.currency}
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ key, bookedOn, text, amount }) => (
                  <tr key={key}>
                    <td className="nw">
                      <Day value={bookedOn} year={shop.today.slice(0, 4)} />
                    </td>
                    <td>{text}</td>
                    <td className="r">
                      <Amount value={amount} sign="always" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </>
  );
}
