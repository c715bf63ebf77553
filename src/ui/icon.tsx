import type { ReactNode } from 'react';

/** Drawings of 16 × 16, stroked in the colour of the text. */
const DRAWINGS = {
  alert: (
    <>
      <path d="M8 2.2 14.3 13.3H1.7z" />
      <path d="M8 6.5v3.2M8 11.6v.1" />
    </>
  ),
  back: (
    <>
      <path d="M5.5 3 2.5 6l3 3" />
      <path d="M2.500 6h7a4 4 0 0 1 0 7.500H6" />
    </>
  ),
  bank: (
    <>
      <path d="M2.5 6.2 8 2.8l5.5 3.4zM3.5 13.2h9M4.5 6.5v5M8 6.5v5M11.5 6.5v5" />
    </>
  ),
  bell: (
    <>
      <path d="M4 11V7a4 4 0 0 1 8 0v4l1.5 1.500h-11zM6.500 14h3" />
    </>
  ),
  below: (
    <>
      <path d="M2 5h12" />
      <path d="M8 5v8M5 10.2 8 13l3-2.8" />
    </>
  ),
  bill: (
    <>
      <path d="M3 4h10v8H3zM3 7h10" />
      <path d="M5.5 9.8h2" />
    </>
  ),
  calendar: (
    <>
      <path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3" />
    </>
  ),
  card: (
    <>
      <path d="M2 3.5h12v9H2zM2 6.5h12M4.5 10h2.5" />
    </>
  ),
  check: (
    <>
      <path d="m3 8.5 3.2 3.2L13 5" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  copy: (
    <>
      <path d="M5.5 5.5h8v8h-8z" />
      <path d="M3.5 10.5h-1v-8h8v1" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="m5.5 8.2 1.8 1.8 3.3-3.7" />
    </>
  ),
  down: (
    <>
      <path d="M3.5 6 8 10.5 12.5 6" />
    </>
  ),
  download: (
    <>
      <path d="M8 2v8M4.8 7.2 8 10.3l3.2-3.1M2.5 13.5h11" />
    </>
  ),
  half: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 2.3v11.4" />
      <path d="M8 3.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" stroke="none" />
    </>
  ),
  health: (
    <>
      <path d="M1.5 8.5h3l2-5 3 9 2-4h3" />
    </>
  ),
  hold: (
    <>
      <path d="M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6" />
    </>
  ),
  journal: (
    <>
      <path d="M3 2.5h10v11H3zM8 2.5v11" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="8" r="2.7" />
      <path d="M7.7 8H14v2.5M11.3 8v2" />
    </>
  ),
  left: (
    <>
      <path d="M10 3.5 5.5 8l4.5 4.5" />
    </>
  ),
  lock: (
    <>
      <path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />
    </>
  ),
  mail: (
    <>
      <path d="M2 3.500h12v9H2zM2.500 4 8 8.500 13.500 4" />
    </>
  ),
  menu: (
    <>
      <path d="M2.5 5h11M2.5 11h11" />
    </>
  ),
  more: (
    <>
      <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2" />
    </>
  ),
  moving: (
    <>
      <path d="M2 8h10M8.5 4.5 12 8l-3.5 3.5" />
    </>
  ),
  out: (
    <>
      <path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5" />
    </>
  ),
  overview: (
    <>
      <path d="M2 9h12M3.5 9c.6 3 2.3 4.5 4.5 4.5s3.9-1.5 4.5-4.5M8 2v5" />
      <path d="M8 2.5 11 6H8" />
    </>
  ),
  pause: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  payouts: (
    <>
      <path d="M2.5 6.5h11v7h-11z" />
      <path d="M8 10V1.8M5.2 4.4 8 1.8l2.8 2.6" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  profit: (
    <>
      <path d="M2.5 13.5h11M4 11V8M8 11V3M12 11V6" />
    </>
  ),
  queue: (
    <>
      <path d="M2.5 4h11M2.5 8h11M2.5 12h6" />
    </>
  ),
  refresh: (
    <>
      <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.7h-2.7" />
    </>
  ),
  reserve: (
    <>
      <path d="M8 4.5V14M5.5 6.5h5M2.5 9.5C3 12.3 5.2 14 8 14s5-1.7 5.5-4.5" />
      <circle cx="8" cy="3" r="1.5" />
    </>
  ),
  right: (
    <>
      <path d="m6 3.5 4.5 4.5L6 12.5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  shops: (
    <>
      <path d="M2.5 6.5 3.5 3h9l1 3.5M3 7v6.5h10V7M2.5 6.5h11" />
      <path d="M6.5 13.5V10h3v3.5" />
    </>
  ),
  split: (
    <>
      <path d="M3 3v3c0 2 1.5 3 3.5 3H13M10.5 6.5 13 9l-2.5 2.5" />
    </>
  ),
  statements: (
    <>
      <path d="M4 2h8v12l-2-1.2L8 14l-2-1.2L4 14z" />
      <path d="M6.2 5.5h3.6M6.2 8.5h3.6" />
    </>
  ),
  stop: (
    <>
      <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5z" />
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  updown: (
    <>
      <path d="m5 6 3-3 3 3M5 10l3 3 3-3" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="5.5" r="2.5" />
      <path d="M3 13.5c.6-2.6 2.5-4 5-4s4.4 1.4 5 4" />
    </>
  ),
  'user-check': (
    <>
      <circle cx="6.5" cy="5.5" r="2.5" />
      <path d="M2 13.5c.5-2.6 2.2-4 4.5-4 1 0 1.9.3 2.6.8M9.8 12l1.5 1.5 2.7-3" />
    </>
  ),
  void: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="m4 12 8-8" />
    </>
  ),
  x: (
    <>
      <path d="m4 4 8 8M12 4l-8 8" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

/** The names of all icons. */
export type IconName = keyof typeof DRAWINGS;

/**
 * An icon beside a word; hidden from screen readers unless it has a label of its own.
 * @example <Icon name="clock" />
 */
export function Icon({
  name,
  label,
  className = '',
}: {
  readonly name: IconName;
  readonly label?: string;
  readonly className?: string;
}) {
  const look = `ic ${className}`.trim();
  if (label === undefined) {
    return (
      <svg className={look} viewBox="0 0 16 16" aria-hidden="true">
        {DRAWINGS[name]}
      </svg>
    );
  }
  return (
    <svg className={look} viewBox="0 0 16 16" role="img">
      <title>{label}</title>
      {DRAWINGS[name]}
    </svg>
  );
}

/** The mark of Evenkeel: a hull on the waterline. */
export function BrandMark() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M1.5 8.5h17" />
      <path d="M4 8.500c.4 4.300 2.700 6.500 6 6.500s5.600-2.200 6-6.500" />
      <path d="M10 15v3.500M10 1.500v4" />
    </svg>
  );
}
