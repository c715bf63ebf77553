import { NextRequest } from 'next/server';
import { afterEach, describe, expect, it, vi } from 'vitest';

/** The headers of an answer at an address, as a site with this origin sends them. */
async function headersOf(path: string, appOrigin = 'http://localhost:3000'): Promise<Readonly<Record<string, string>>> {
  vi.stubEnv('APP_ORIGIN', appOrigin);
  vi.resetModules();
  const { proxy } = await import('@/proxy');
  return Object.fromEntries(proxy(new NextRequest(`${appOrigin}${path}`)).headers);
}

afterEach(() => vi.unstubAllEnvs());

describe('every answer of the site', () => {
  it('may be kept by no cache, and framed, opened or embedded by no other site', async () => {
    expect(await headersOf('/finances')).toMatchObject({
      'cache-control': 'private, no-store',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
  });

  it('asks the browser for no camera, microphone, place or payment', async () => {
    const { 'permissions-policy': policy } = await headersOf('/finances');
    expect(policy).toMatch(/^camera=\(\), microphone=\(\), geolocation=\(\), payment=\(\)/);
  });

  it('runs only scripts that carry its nonce, another one each time', async () => {
    const nonceOf = async () =>
      /'nonce-([^']+)'/.exec((await headersOf('/finances'))['content-security-policy'] ?? '')?.[1];
    const [first, second] = [await nonceOf(), await nonceOf()];
    expect(first).toMatch(/^[A-Za-z0-9+/=]{40,}$/);
    expect(second).not.toBe(first);
    const policy = (await headersOf('/finances'))['content-security-policy'];
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  });

  it('holds browsers to https for two years where the site is reached by https, and says nothing of it by http', async () => {
    const secure = await headersOf('/finances', 'https://finance.example.com');
    expect(secure['strict-transport-security']).toBe('max-age=63072000');
    expect(await headersOf('/finances')).not.toHaveProperty('strict-transport-security');
  });

  it('says the same where it only sends the browser on', async () => {
    expect(await headersOf('/finances?scripts=off')).toMatchObject({
      'x-frame-options': 'DENY',
      'cache-control': 'private, no-store',
    });
  });
});
