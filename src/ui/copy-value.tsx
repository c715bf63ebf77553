'use client';

import { useState } from 'react';
import { Icon } from './icon';

/** A value that is typed elsewhere, with a button that copies it. Where it cannot be copied it can still be selected. */
export function CopyValue({ value, name }: { readonly value: string; readonly name: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    // Browsers give the clipboard to secure pages only.
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span className="copy">
      <span className="id">{value}</span>
      <button type="button" className="btn quiet sm" onClick={copy}>
        <Icon name={isCopied ? 'check' : 'copy'} />
        <span className="w">{isCopied ? 'Copied' : 'Copy'}</span>
        <span className="sr">{name}</span>
      </button>
      <span className="sr" role="status">
        {isCopied ? `${name} copied` : ''}
      </span>
    </span>
  );
}
