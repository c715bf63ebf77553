'use client';

import { Button } from '@/ui/button';

/** Opens the browser's print dialog; the page prints without its chrome. */
export function PrintButton() {
  return (
    <Button icon="statements" onClick={() => window.print()}>
      Print
    </Button>
  );
}
