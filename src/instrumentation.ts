/** Next's hook for what a page, an action or a route throws: logged with the digest that the error page shows as its reference. */
export async function onRequestError(
  error: unknown,
  request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> },
  context: { readonly routePath: string },
): Promise<void> {
  const { logError, withLogContext } = await import('./server/log');
  const given = request.headers['x-request-id'];
  const digest = error instanceof Error && 'digest' in error ? { digest: String(error.digest) } : {};
  withLogContext(typeof given === 'string' ? { request: given } : {}, () =>
    logError('request failed', error, { route: context.routePath, ...digest }),
  );
}
