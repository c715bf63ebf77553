'use client';

import { Button } from '@/ui/button';

/** Prints the page. Without scripts the browser's own menu does. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>Print</Button>;
}
