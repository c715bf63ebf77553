import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Evenkeel', template: '%s · Evenkeel' },
  description: 'Seller finance that is correct to the cent and able to show why.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/**
 * Islands stream: they arrive hidden at the end of the document, and a script moves each to its place. Without scripts they are shown
 * where they arrived, in order, and the grey lines that stood in for them are not. Tailwind's reset hides `[hidden]` by an important rule
 * of its layer "base"; of important rules the earliest layer wins, so this one is of "theme".
 */
const WITHOUT_SCRIPTS = `
  @layer theme { [hidden][id^="S:"] { display: block !important; } }
  [id^="S:"] { padding: 0 1rem 2rem; max-width: 80rem; }
  @media (min-width: 901px) { [id^="S:"] { margin-left: var(--ek-side-w); padding-inline: var(--ek-gutter); } .shell { min-height: 0; } }
  .main { padding-bottom: 1rem; }
  .skel { display: none; }
`;

/** The root of every page; light or dark follows the system. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <noscript>
          <style>{WITHOUT_SCRIPTS}</style>
        </noscript>
      </head>
      <body>{children}</body>
    </html>
  );
}
