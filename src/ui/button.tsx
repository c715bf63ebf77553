import type { Route } from 'next';
import Link from 'next/link';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface Look {
  readonly kind?: 'default' | 'primary' | 'quiet';
  readonly size?: 'default' | 'sm' | 'lg';
  readonly icon?: IconName;
}

function classOf({ kind = 'default', size = 'default' }: Look): string {
  return ['btn', kind === 'default' ? '' : kind, size === 'default' ? '' : size].filter(Boolean).join(' ');
}

/** A button that does something; buttons of money carry the amount. */
export function Button({ kind, size, icon, children, ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={classOf({ ...(kind ? { kind } : {}), ...(size ? { size } : {}) })}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button; `download` leaves the page where it is. */
export function LinkButton({
  href,
  kind,
  size,
  icon,
  download = false,
  children,
}: Look & { readonly href: string; readonly download?: boolean; readonly children: ReactNode }) {
  const className = classOf({ ...(kind ? { kind } : {}), ...(size ? { size } : {}) });
  const inside = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </>
  );
  if (download) {
    return (
      <a className={className} href={href} download>
        {inside}
      </a>
    );
  }
  return (
    <Link className={className} href={href as Route}>
      {inside}
    </Link>
  );
}

/** A text link in the accent colour. */
export function TextLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link className="link" href={href as Route}>
      {children}
    </Link>
  );
}

/** A number or name that opens into what made it. */
export function Door({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link className="door" href={href as Route}>
      {children}
    </Link>
  );
}
