/** The simulator lives in the machine's time, like Stripe: the site's test clock does not move it. Milliseconds since 1970. */
export function nowMillis(): number {
  return Date.now();
}

/** Stripe's `created`: whole seconds since 1970. */
export function nowSeconds(): number {
  return Math.floor(nowMillis() / 1000);
}
