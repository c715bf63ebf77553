'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';

interface PopupProps {
  readonly className: string;
  /** Popups of one name: opening one closes the others. */
  readonly name?: string;
  /** A `summary` first, then what it opens. */
  readonly children: ReactNode;
}

/**
 * A disclosure that floats: menus of filters, the drawer. It opens and closes without JavaScript; with it, it also closes by Escape, by a press
 * elsewhere, and once a link inside was followed.
 */
export function Popup({ className, name, children }: PopupProps) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const closeOutside = ({ target }: PointerEvent) => {
      const popup = details.current;
      // The popup itself is hit where its scrim lies over the page.
      const isOutside = target === popup || (target instanceof Node && !popup?.contains(target));
      if (popup?.open && isOutside) popup.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);

  const closeByEscape = (event: KeyboardEvent) => {
    const popup = details.current;
    if (event.key !== 'Escape' || !popup?.open) return;
    popup.open = false;
    popup.querySelector('summary')?.focus();
  };
  const closeAfterLink = ({ target }: MouseEvent) => {
    if (details.current && target instanceof Element && target.closest('a')) details.current.open = false;
  };

  return (
    <details className={className} name={name} ref={details} onKeyDown={closeByEscape} onClick={closeAfterLink}>
      {children}
    </details>
  );
}
