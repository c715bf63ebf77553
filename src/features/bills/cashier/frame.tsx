import type { ReactNode } from 'react';
import { TextLink } from '@/ui/button';
import { BrandMark, Icon } from '@/ui/icon';

interface TillFrameProps {
  readonly shopName: string;
  /** IANA zone of the marketplace. */
  readonly zone: string;
  /** Where the way back leads; the finance pages of the shop where it is not said. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly children: ReactNode;
}

/** @example zoneText("America/Sao_Paulo") === "Sao Paulo time" */
function zoneText(zone: string): string {
  return zone === 'UTC' ? zone : `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`;
}

const FINANCES = { href: '/finances', label: 'Back to finances' };

/** The frame of the cashier: whose shop it is, the way back, and nothing else to click. */
export function TillFrame({ shopName, zone, back = FINANCES, children }: TillFrameProps) {
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
        <TextLink href={back.href}>
          <Icon name="left" />
          {back.label}
        </TextLink>
      </header>
      <main className="till" id="main">
        {children}
        <p className="xs faint mt-12">{`Dates and times in ${zoneText(zone)}, the marketplace’s zone.`}</p>
      </main>
    </>
  );
}
