'use client';

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

const FIRST_WAIT_MILLIS = 1000;
const LONGEST_WAIT_MILLIS = 10_000;

/** What a page shows, by a text that changes with it, and whether it changes without anybody doing anything. */
interface Shown {
  readonly version: string;
  readonly isMoving: boolean;
}

interface LiveProps {
  /** Answers with the same as `shown`, as it is now. */
  readonly url: string;
  readonly shown: Shown;
}

async function askFor(url: string): Promise<Shown> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) throw new Error(`How far it is was not told: ${response.status}`);
  const { version, isMoving } = (await response.json()) as Readonly<Record<string, unknown>>;
  return { version: String(version), isMoving: isMoving === true };
}

function Asking({ url, shown }: LiveProps) {
  const router = useRouter();
  const { data, isError } = useQuery({
    queryKey: [url, shown.version],
    queryFn: () => askFor(url),
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

/** Asks how far something is until nothing changes any more by itself, and has the page made again when it did. */
export function LiveState(props: LiveProps) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Asking {...props} />
    </QueryClientProvider>
  );
}
