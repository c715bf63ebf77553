'use client';

import { useState } from 'react';
import { Icon } from './icon';

interface CopyValueProps {
  /** What is copied. */
  readonly value: string;
  /** How it is written for people, where that differs: in groups, with a currency. */
  readonly shown?: string;
  readonly name: string;
}

/** A value that is typed elsewhere, with a button that copies it. Where it cannot be copied it can still be selected. */
export function CopyValue({ value, shown = value, name }: CopyValueProps) {
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
      <span className="id">{shown}</span>
      <button type="button" className="btn quiet sm" onClick={copy}>
        <Icon name={isCopied ? 'check' : 'copy'} />
        <span className="w">{isCopied ? 'Copied' : 'Copy'}</span>
        <span className="sr"> {name}</span>
      </button>
      <span className="sr" role="status">
        {isCopied ? `${name} copied` : ''}
      </span>
    </span>
  );
}
