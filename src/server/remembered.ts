import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_KEY, DEMO_MARK } from './env';

const recall = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(() => '')).trim();

async function remember(path: string, make: () => string | Promise<string>): Promise<string> {
  const existing = await recall(path);
  if (existing !== '') return existing;
  const made = await make();
  await writeFile(path, made, { mode: 0o600 });
  return made;
}

/** The key of this data folder's session cookies, so that a restart signs nobody out. */
export function rememberSessionSecret(dataDir: string): Promise<string> {
  return remember(join(dataDir, 'session-secret'), () => `${DEMO_MARK}${randomBytes(32).toString('hex')}`);
}

const accountKeysPath = (dataDir: string): string => join(dataDir, 'account-keys');

/** What `npm start` remembered, for a program that is started beside it: empty if it never ran on this folder. */
export const recallAccountKeys = (dataDir: string): Promise<string> => recall(accountKeysPath(dataDir));

/** The key of this data folder's bank account numbers, so that a restart can still read them. */
export function rememberAccountKeys(dataDir: string): Promise<string> {
  return remember(accountKeysPath(dataDir), () => `${DEMO_KEY}:${randomBytes(32).toString('base64')}`);
}

/** What the simulator signs its events with, so that one which it sends again after a restart is still believed. */
export function rememberWebhookSecret(dataDir: string): Promise<string> {
  return remember(join(dataDir, 'stripe-webhook-secret'), () => `whsec_${DEMO_MARK}${randomBytes(24).toString('hex')}`);
}

const portPath = (dataDir: string): string => join(dataDir, 'stripe-simulator-port');

/** The port that the data folder's simulator had, so that the addresses of its pages stay right; null before its first start. */
export async function readSimulatorPort(dataDir: string): Promise<number | null> {
  const port = Number(await readFile(portPath(dataDir), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 ? port : null;
}

/** The address of the simulator that the site of this data folder brought up, for a program beside it: empty before its first start. */
export async function recallSimulatorAddress(dataDir: string): Promise<string> {
  const port = await readSimulatorPort(dataDir);
  return port === null ? '' : `http://127.0.0.1:${port}`;
}

/** Remembers it. */
export function writeSimulatorPort(dataDir: string, port: number): Promise<void> {
  return writeFile(portPath(dataDir), `${port}\n`);
}
