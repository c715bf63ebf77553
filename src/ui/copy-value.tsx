'use client';

import { useState } from 'react';
import { Icon } from './icon';

/** A value that is typed elsewhere, with a button that copies it. Without JavaScript the value can still be selected. */
export function CopyValue({ value, name }: { readonly value: string; readonly name: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <>
      <span className="id">{value}</span>{' '}
      <button type="button" className="btn quiet sm" onClick={copy} aria-label={`Copy ${name}`}>
        <Icon name={isCopied ? 'check' : 'copy'} />
        <span className="w">{isCopied ? 'Copied' : 'Copy'}</span>
      </button>
    </>
  );
}
