import type { BillTransferDto } from '@/contracts/bill-transfer';
import type { BillDetailDto } from '@/contracts/bills';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { amountText } from '@/ui/amount-text';
import { LinkButton } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { KeyValues, Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { billHref } from '../search';
import { momentText } from '../words';
import { AmountHead } from './amount-head';
import { BillAside } from './bill-aside';
import { LiveStatus } from './live-status';
import { PrintButton } from './print-button';

interface TransferProps {
  readonly transfer: BillTransferDto;
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly shop: ShopContext;
}

/** What to send to which account, with which reference, until when. Printable. */
export function TransferInstructions({ transfer, bill, preview, shop }: TransferProps) {
  const amount = amountText(transfer.amount, { currency: shop.currency });
  return (
    <>
      <AmountHead label="Send by bank transfer" value={transfer.amount} currency={shop.currency} />
      <div className="till-grid">
        <div className="till-col">
          <Section
            title="What to send"
            aside={<LiveStatus shown={{ id: bill.id, status: bill.status, needsAction: bill.needsAction }} />}
          >
            <KeyValues
              pairs={[
                { term: 'Pay to', value: <CopyValue value={transfer.payee} name="payee" /> },
                { term: 'Bank', value: transfer.bankName },
                { term: 'Account', value: <CopyValue value={transfer.account} name="account" /> },
                { term: 'Amount', value: <CopyValue value={transfer.amount} shown={amount} name="amount" /> },
                {
                  term: 'Reference',
                  value: <CopyValue value={transfer.referencePlain} shown={transfer.reference} name="reference" />,
                },
                { term: 'Until', value: momentText(transfer.until, shop) },
              ]}
            />
            <div className="acts mt-5">
              <LinkButton href={billHref(bill.id)} kind="primary">
                Back to finances
              </LinkButton>
              <PrintButton />
              <LinkButton href={`/cashier/${bill.id}`}>Pay another way</LinkButton>
            </div>
          </Section>
          <Section title="Good to know">
            <Sentences
              items={[
                {
                  key: 'reference',
                  icon: 'key',
                  text: 'The reference tells us that the money is yours. Its two check digits catch a mistyped one.',
                },
                {
                  key: 'less',
                  icon: 'below',
                  text: `If you send less than ${amount}, what arrives counts and the rest stays owed.`,
                },
                {
                  key: 'more',
                  icon: 'split',
                  text: 'If you send more, the rest becomes your credit and is paid out with your next payout.',
                },
                {
                  key: 'late',
                  icon: 'clock',
                  text: 'Transfers take 1 to 3 business days. Money that arrives after the bill has ended still counts.',
                },
                ...(transfer.isSimulated
                  ? [
                      {
                        key: 'simulated',
                        icon: 'alert' as const,
                        text: 'This is a demo: the account does not exist. Never send real money to it.',
                      },
                    ]
                  : []),
              ]}
            />
          </Section>
        </div>
        <BillAside bill={bill} preview={preview} shop={shop} />
      </div>
    </>
  );
}
