import type { ReactNode } from 'react';
import { TextLink } from '@/ui/button';
import { BrandMark, Icon } from '@/ui/icon';
import { PAY_PATH } from '../search';

/** The frame of the cashier: whose shop it is, the way back, and nothing else to click. */
export function TillFrame({ shopName, children }: { readonly shopName: string; readonly children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="till-top">
        <div className="brand">
          <BrandMark />
          Evenkeel
        </div>
        <span className="faint" aria-hidden="true">
          ·
        </span>
        <span className="sm muted">{shopName}</span>
        <TextLink href={PAY_PATH.replace('/negative-balance', '')}>
          <Icon name="left" />
          Back to finances
        </TextLink>
      </header>
      <main className="till" id="main">
        {children}
      </main>
    </>
  );
}
