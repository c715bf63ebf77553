import type { BillRowDto, UnderWayDto } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readUnderWay } from '@/server/queries/bills';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door, LinkButton } from '@/ui/button';
import { SumTable } from '@/ui/lists';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { lookOf, methodText } from './labels';
import { billHref, cashierHref, PAY_PATH } from './search';
import { momentText, referenceText } from './words';

/** Bills that wait for the seller, told one by one; the others are in the sum and in the list. */
const WAITING_SHOWN = 3;

function nameOf(bill: BillRowDto): string {
  const method = bill.method === null ? 'Bill' : methodText(bill);
  const word = bill.status === 'paid' ? 'clearing' : lookOf(bill).word.toLowerCase();
  return `${method}, ${bill.method === 'bank-transfer' && bill.status === 'unpaid' ? 'awaited' : word}`;
}

/** What is owed, less what bills ask, is what can still be billed (R8.1). */
export function UnderWaySum({ dto, shop }: { readonly dto: UnderWayDto; readonly shop: ShopContext }) {
  const { owed, bills, billable } = dto;
  return (
    <SumTable
      caption={`What can still be billed, in ${shop.currency}`}
      rows={[
        { key: 'owed', label: 'You owe', amount: <Amount value={owed} /> },
        ...bills.map((bill) => ({
          key: bill.id,
          label: <Door href={billHref(bill.id)}>{nameOf(bill)}</Door>,
          note: momentText(bill.createdAt, shop),
          amount: <Amount value={`-${bill.amount}`} />,
        })),
      ]}
      total={{ label: 'Can still be billed', amount: <Amount value={billable} currency={shop.currency} /> }}
    />
  );
}

/** What is to be done next about bills that wait for the seller. */
function Waiting({ bill, shop }: { readonly bill: BillRowDto; readonly shop: ShopContext }) {
  const amount = amountText(bill.amount, { currency: shop.currency });
  const isTransfer = bill.method === 'bank-transfer';
  const title = bill.needsAction
    ? `Your bank waits for you to confirm ${amount}`
    : isTransfer
      ? `Your transfer of ${amount} is awaited`
      : `Your bill of ${amount} is not paid yet`;
  const say = bill.needsAction
    ? 'Nothing is charged until you confirm it.'
    : isTransfer
      ? `Send exactly this amount, with the reference ${referenceText(bill.reference ?? '')}, by ${momentText(bill.expiresAt, shop)}.`
      : `It stays open until ${momentText(bill.expiresAt, shop)}.`;
  return (
    <Section title={title} say={say}>
      <div className="acts">
        <LinkButton href={cashierHref(bill)}>
          {bill.needsAction
            ? 'Continue with your bank'
            : isTransfer
              ? 'What to send'
              : `Continue to payment, ${amount}`}
        </LinkButton>
        <LinkButton href={billHref(bill.id)}>View bill</LinkButton>
      </div>
      {isTransfer ? (
        <p className="xs faint mt-2.5">
          Money arrives in 1 to 3 business days. Less than {amount} clears what arrived; more becomes credit in your
          balance. Without the reference it waits until our staff has matched it.
        </p>
      ) : null}
    </Section>
  );
}

/** Bills under way; nothing where there are none and nothing is owed. */
export async function UnderWay({ shop }: { readonly shop: ShopContext }) {
  const dto = await readUnderWay(sellerDatabase().pool, shop);
  if (dto.bills.length === 0) return null;
  const waiting = dto.bills
    .filter(({ needsAction, status }) => needsAction || status === 'unpaid')
    .slice(0, WAITING_SHOWN);
  const { currency } = shop;
  const count = dto.bills.length;
  return (
    <div className="mb-9">
      <div className="grid">
        {waiting.length === 0 ? null : (
          <div className="c7">
            {waiting.map((bill) => (
              <Waiting key={bill.id} bill={bill} shop={shop} />
            ))}
          </div>
        )}
        <Section
          title="Bills under way"
          say={`${count} bill${count === 1 ? ' asks' : 's ask'} ${amountText(dto.asked, { currency })} of the ${amountText(dto.owed, { currency })} that you owe.`}
          columns={waiting.length === 0 ? 12 : 5}
        >
          <UnderWaySum dto={dto} shop={shop} />
          <p className="sm muted mt-2.5">
            Nothing can be billed to you twice. A bill lowers your balance when it has cleared, not before.
          </p>
          {isZero(dto.billable) ? null : (
            <div className="acts mt-2.5">
              <LinkButton href={PAY_PATH}>Pay {amountText(dto.billable, { currency })}</LinkButton>
            </div>
          )}
        </Section>
      </div>
    </div>
  );
}

/** As high as one bill under way. */
export function UnderWaySkeleton() {
  return <Skeleton lines={2} label="Loading bills under way" />;
}
