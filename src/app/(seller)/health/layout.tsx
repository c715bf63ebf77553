import type { ReactNode } from 'react';
import { ShopBanner } from '@/features/shell/banner';

export default function HealthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ShopBanner />
      {children}
    </>
  );
}
