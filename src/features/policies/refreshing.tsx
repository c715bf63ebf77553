'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MILLIS = 2000;

/** Asks for the page again while something on it is under way. Without JavaScript the page is loaded again by hand. */
export function Refreshing() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MILLIS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
