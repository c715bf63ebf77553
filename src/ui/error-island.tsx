'use client';

import { unstable_rethrow } from 'next/navigation';
import { Component, type ReactNode } from 'react';
import { Button } from './button';
import { ErrorState } from './states';

interface Props {
  /** What the island shows: "The trend". */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps a failure within its island: the rest of the page stays, and the island can be tried again. */
export class ErrorIsland extends Component<Props, { readonly reference: string | null }> {
  override state = { reference: null };

  static getDerivedStateFromError(error: unknown) {
    // A redirect of a form's action, or not found: Next.js acts on it further out.
    unstable_rethrow(error);
    const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : 'unknown';
    return { reference: digest };
  }

  override render() {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    const retry = (
      <Button onClick={() => window.location.reload()} size="sm">
        Try again
      </Button>
    );
    return <ErrorState what={this.props.what} reference={reference} retry={retry} />;
  }
}
