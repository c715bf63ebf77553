import type { Metadata } from 'next';
import { FINAL_STATUSES } from '@/contracts/cashier';
import { NoTill } from '@/features/bills/cashier/no-till';
import { PaymentResult } from '@/features/bills/cashier/result';
import { openTill } from '../open-till';

export const metadata: Metadata = { title: 'Payment' };

export default async function ResultPage({ params }: { readonly params: Promise<{ readonly bill: string }> }) {
  const till = await openTill(params);
  if (till === null) return <NoTill />;
  return (
    <>
      {FINAL_STATUSES.has(till.bill.status) ? null : (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      )}
      <PaymentResult {...till} />
    </>
  );
}
