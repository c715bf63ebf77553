'use client';

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { liveBatchSchema } from '@/contracts/bill-batch';

type Live = z.infer<typeof liveBatchSchema>;

const FIRST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 10_000;

async function askFor(batch: string): Promise<Live> {
  const response = await fetch(`/api/bill-batches/${batch}`, { cache: 'no-store' });
  if (!response.ok) throw new Error(`What became of the bills was not told: ${response.status}`);
  return liveBatchSchema.parse(await response.json());
}

function Asking({ batch, shown }: { readonly batch: string; readonly shown: Live }) {
  const router = useRouter();
  const { data, isError } = useQuery({
    queryKey: ['batch', batch, shown.version],
    queryFn: () => askFor(batch),
    initialData: shown,
    refetchInterval: ({ state }) =>
      state.data?.isMoving === false
        ? false
        : Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.max(0, state.dataUpdateCount - 3)),
  });
  // The page is the server's: when the answer differs from what it shows, it is made again.
  useEffect(() => {
    if (data.version !== shown.version) router.refresh();
  }, [data.version, shown.version, router]);
  if (isError) return <span className="xs faint live">the connection is lost; it goes on by itself</span>;
  return data.isMoving ? <span className="xs faint live">updates by itself</span> : null;
}

/** Asks what becomes of the bills until nothing changes any more by itself. */
export function LiveBatch(props: { readonly batch: string; readonly shown: Live }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Asking {...props} />
    </QueryClientProvider>
  );
}
