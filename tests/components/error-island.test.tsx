import { render, screen } from '@testing-library/react';
import { redirect } from 'next/navigation';
import { Component, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorIsland } from '@/ui/error-island';

/** What stands around every page and acts on a redirect; here it says what reached it. */
class Outside extends Component<{ readonly children: ReactNode }, { readonly reached: string | null }> {
  override state = { reached: null };

  static getDerivedStateFromError(error: { readonly digest: string }) {
    return { reached: error.digest };
  }

  override render() {
    return this.state.reached === null ? this.props.children : <p>reached: {this.state.reached}</p>;
  }
}

function Redirects(): ReactNode {
  return redirect('/finances/negative-balance?choice=amount');
}

function Fails(): ReactNode {
  throw Object.assign(new Error('The books are closed'), { digest: '4711' });
}

const within = (child: ReactNode) =>
  render(
    <Outside>
      <ErrorIsland what="The trend">{child}</ErrorIsland>
    </Outside>,
  );

describe('an island that fails', () => {
  // React tells the console of each error that a boundary takes.
  beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined));
  afterEach(() => vi.restoreAllMocks());

  it('says so in its place, with the reference of the failure', () => {
    within(<Fails />);
    expect(screen.getByText(/The trend did not load/)).toBeTruthy();
    expect(screen.getByText(/4711/)).toBeTruthy();
  });

  it('lets a redirect of a form pass: it is no failure', () => {
    within(<Redirects />);
    expect(screen.getByText(/reached: NEXT_REDIRECT/)).toBeTruthy();
  });
});
