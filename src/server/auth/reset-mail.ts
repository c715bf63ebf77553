import 'server-only';

export async function mailReset(): Promise<void> {
  throw new Error('not yet');
}
