import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from '@/server/auth/origin';

describe('where a form may come from', () => {
  const app = 'https://finance.example.com';

  it.each([
    ['our own address', { origin: app, host: 'finance.example.com' }, false, true],
    ['no Origin at all', { origin: null, host: 'finance.example.com' }, false, false],
    ['an opaque Origin', { origin: 'null', host: 'finance.example.com' }, false, false],
    ['somebody else', { origin: 'https://elsewhere.example', host: 'finance.example.com' }, false, false],
    ['the same name on another port', { origin: `${app}:444`, host: 'finance.example.com' }, false, false],
    ['the loopback address of the demo', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true, true],
    ['another port of the demo’s machine', { origin: 'http://localhost:4000', host: 'localhost:3000' }, true, false],
    ['a name that was rebound to loopback', { origin: 'http://evil.example', host: 'evil.example' }, true, false],
  ])('%s', (_name, request, isDemo, isOwn) => {
    expect(isOwnOrigin(request, app, isDemo)).toBe(isOwn);
  });
});
