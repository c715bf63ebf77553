/**
 * One browser that asks, for tests of what runs inside a request: stands in for `next/headers`, which works in Next's own requests only.
 * @example vi.mock('next/headers', () => import('../../support/browser'))
 */
interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** On the process: a test that loads the site anew loads this anew too, and it stays one browser. */
const kept = globalThis as { testBrowser?: { readonly jar: Map<string, string>; readonly sent: Map<string, string> } };
kept.testBrowser ??= { jar: new Map(), sent: new Map() };
const { jar, sent } = kept.testBrowser;

/** The cookies that the browser keeps; set them aside to be another browser for a while. */
export const browser = {
  forget: (): void => {
    jar.clear();
    sent.clear();
  },
  /** A header that it sends from now on. */
  send: (name: string, value: string): void => void sent.set(name, value),
  /** Keeps a cookie that a page would have set. */
  keep: (name: string, value: string): void => void jar.set(name, value),
  leave: (): ReadonlyMap<string, string> => {
    const left = new Map(jar);
    jar.clear();
    return left;
  },
  return: (left: ReadonlyMap<string, string>): void => {
    jar.clear();
    for (const [name, value] of left) jar.set(name, value);
  },
  cookieNames: (): readonly string[] => [...jar.keys()],
};

export function cookies() {
  return Promise.resolve({
    get: (name: string): Cookie | undefined => {
      const value = jar.get(name);
      return value === undefined ? undefined : { name, value };
    },
    getAll: (): readonly Cookie[] => [...jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options: { readonly maxAge?: number } = {}): void => {
      if (options.maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    },
    delete: (name: string): void => void jar.delete(name),
  });
}

export function headers(): Promise<Headers> {
  const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return Promise.resolve(new Headers([...sent, ...(cookie === '' ? [] : [['cookie', cookie] as [string, string]])]));
}
