import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { browserText } from '@/contracts/browser';
import { QrCode } from '@/features/security/qr-code';
import { momentText } from '@/features/security/words';
import { TextField } from '@/ui/text-field';

describe('a browser in two words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605', 'Safari on macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 CriOS/140 Safari/604', 'Chrome on iOS'],
    ['Mozilla/5.0 (Android 15; Mobile) Gecko/140 Firefox/140', 'Firefox on Android'],
    ['curl/8.5.0', 'Unknown browser'],
    ['', 'Unknown browser'],
  ])('%s', (userAgent, words) => {
    expect(browserText(userAgent)).toBe(words);
  });

  it('was signed in at a time of UTC, whatever zone its reader is in', () => {
    expect(momentText('2026-11-22T09:12:30.000Z')).toBe('22 Nov 2026, 09:12 UTC');
  });
});

describe('a line of a form', () => {
  const describedBy = (input: HTMLElement) =>
    document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;

  it('is described by its help', () => {
    render(<TextField name="email" label="E-mail" hint="Yours." />);
    expect(describedBy(screen.getByLabelText('E-mail'))).toBe('Yours.');
  });

  it('is described by what is wrong with it, in the place of its help', () => {
    render(<TextField name="email" label="E-mail" hint="Yours." error="Enter an e-mail address." />);
    const input = screen.getByLabelText('E-mail');
    expect([describedBy(input), input.getAttribute('aria-invalid')]).toEqual(['Enter an e-mail address.', 'true']);
  });

  it('is described by nothing where there is nothing to say', () => {
    render(<TextField name="name" label="Name" />);
    expect(screen.getByLabelText('Name').hasAttribute('aria-describedby')).toBe(false);
  });
});

describe('the picture of a key', () => {
  it('is one path of squares, with words for who does not see it', () => {
    render(<QrCode text="otpauth://totp/Evenkeel:ada?secret=MZXW6YTBOI" label="The key" />);
    const picture = screen.getByRole('img', { name: 'The key' });
    expect(picture.querySelectorAll('path')).toHaveLength(1);
    // The three corners that a camera looks for: seven squares wide, from 0 0.
    expect(picture.querySelector('path')?.getAttribute('d')).toMatch(/^M0 0h1v1h-1zM1 0h1v1h-1zM2 0/);
  });
});
