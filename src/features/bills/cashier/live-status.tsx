'use client';

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { FINAL_STATUSES, type LiveBillDto, liveBillSchema } from '@/contracts/cashier';

const FIRST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 15_000;

/** 1, 2, 4, 8, then 15 seconds until the next question. */
function waitAfter(answers: number): number {
  return Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** answers);
}

async function askFor(bill: string): Promise<LiveBillDto> {
  const response = await fetch(`/api/bills/${bill}`, { cache: 'no-store' });
  if (!response.ok) throw new Error(`The bill's status was not told: ${response.status}`);
  return liveBillSchema.parse(await response.json());
}

function Asking({ shown }: { readonly shown: LiveBillDto }) {
  const router = useRouter();
  const query = useQuery({
    queryKey: ['bill', shown.id],
    queryFn: () => askFor(shown.id),
    initialData: shown,
    staleTime: FIRST_WAIT_MILLIS,
    refetchInterval: ({ state }) =>
      state.data !== undefined && FINAL_STATUSES.has(state.data.status) ? false : waitAfter(state.dataUpdateCount),
  });
  const { status, needsAction } = query.data;
  // The page is the server's: when the answer differs from what it shows, it is made again.
  useEffect(() => {
    if (status !== shown.status || needsAction !== shown.needsAction) router.refresh();
  }, [status, needsAction, shown, router]);
  if (query.isError) return <span className="xs faint live">the connection is lost; it goes on by itself</span>;
  return FINAL_STATUSES.has(status) ? null : <span className="xs faint live">updates by itself</span>;
}

/** Asks for the bill's status until it is final, and makes the page anew when it has changed. */
export function LiveStatus({ shown }: { readonly shown: LiveBillDto }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Asking shown={shown} />
    </QueryClientProvider>
  );
}
