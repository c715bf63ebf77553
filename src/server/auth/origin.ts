import 'server-only';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a request says about where it comes from. */
export interface RequestOrigin {
  /** The Origin header; null where it is missing. */
  readonly origin: string | null;
  /** The Host header. */
  readonly host: string | null;
}

/**
 * Whether a form was sent from one of our own pages: its Origin is APP_ORIGIN, or, in the demo, the loopback address that the browser asked.
 * A request without an Origin is refused: every browser sends one with a form.
 * @example isOwnOrigin({ origin: "https://elsewhere.example", host: "localhost:3000" }, "http://localhost:3000", true) === false
 */
export function isOwnOrigin({ origin, host }: RequestOrigin, appOrigin: string, isDemo: boolean): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  if (origin === appOrigin) return true;
  const from = new URL(origin);
  return isDemo && host !== null && from.host === host && LOOPBACK.has(from.hostname);
}
