// No 'server-only' here: `npm start` reads it before any React server bundle. It imports nothing of ours.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** An empty variable counts as a missing one: `PORT= npm start` must not ask for port "". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Stripe too: a production site without a key would take the simulator's test cards for money. */
const REQUIRED_IN_PRODUCTION = [
  'DATABASE_URL',
  'APP_ORIGIN',
  'SESSION_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
] as const;

const schema = z
  .object({
    PORT: optional(
      z.coerce
        .number('must be a port number')
        .int('must be a whole number')
        .min(1)
        .max(65_535, 'must be at most 65535'),
    ),
    HOST: optional(z.string()),
    DATABASE_URL: optional(
      z
        .string()
        .regex(/^postgres(ql)?:\/\/./, 'must be a PostgreSQL address, such as postgresql://user@host:5432/name'),
    ),
    EVENKEEL_DATA_DIR: optional(z.string()),
    EVENKEEL_MODE: optional(z.enum(['demo', 'production'], 'must be demo or production')),
    APP_ORIGIN: optional(z.url('must be an address such as https://finance.example.com')),
    SESSION_SECRET: optional(z.string().min(32, 'must have 32 characters or more')),
    EVENKEEL_CLEARING_MINUTES: optional(
      z.coerce
        .number('must be a number of minutes')
        .int('must be a whole number of minutes')
        .min(0, 'must be 0 or more')
        .max(1_440, 'must be at most 1440'),
    ),
    STRIPE_SIMULATOR_PORT: optional(
      z.coerce
        .number('must be a port number')
        .int('must be a whole number')
        .min(1)
        .max(65_535, 'must be at most 65535'),
    ),
    STRIPE_SECRET_KEY: optional(
      z.string().regex(/^[sr]k_(test|live)_\S+$/, 'must be a secret key of Stripe, such as sk_test_...'),
    ),
    STRIPE_API_BASE: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:12111' })
        .transform((address) => new URL(address).origin),
    ),
    STRIPE_WEBHOOK_SECRET: optional(z.string()),
    STRIPE_WEBHOOK_SECRET_OLD: optional(z.string()),
  })
  .superRefine((value, context) => {
    if (value.STRIPE_SECRET_KEY?.includes('k_live_') === true && value.STRIPE_API_BASE?.startsWith('http:') === true) {
      context.addIssue({
        code: 'custom',
        path: ['STRIPE_API_BASE'],
        message: 'must not be set to an open address with a live key: the key would travel in the clear',
      });
    }
    if (value.EVENKEEL_MODE !== 'production') {
      if (value.STRIPE_SECRET_KEY?.includes('k_live_') === true) {
        context.addIssue({
          code: 'custom',
          path: ['STRIPE_SECRET_KEY'],
          message:
            'must be a test key (sk_test_...) in demo mode, where anybody signs in as anybody; real cards need EVENKEEL_MODE=production',
        });
      }
      return;
    }
    for (const name of REQUIRED_IN_PRODUCTION) {
      if (value[name] === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: 'is required when EVENKEEL_MODE is production' });
      }
    }
  });

/** How the card provider is reached. */
export interface StripeEnv {
  /** Null where the simulator stands in for Stripe. */
  readonly secretKey: string | null;
  /** Scheme, host and port of the simulator; null for Stripe itself. */
  readonly apiBase: string | null;
  /** Secrets that sign its events: the present one, and while it is being changed the other one. */
  readonly webhookSecrets: readonly string[];
}

/** Where `npm start` and `npm run simulator:stripe` put the simulator. */
const SIMULATOR = 'http://127.0.0.1:12111';

/** What the process was told from outside, checked once. Every variable is described in `.env.example`. */
export interface Env {
  /** `demo`: sample sellers, a sign-in page that lists them, a test clock. `production`: none of them. */
  readonly mode: 'demo' | 'production';
  readonly port: number;
  /** Network address to listen on: this machine only in demo mode, where anybody may sign in as anybody. */
  readonly host: string;
  /** The PostgreSQL to use; undefined where `npm start` has not set it and the embedded one is meant. */
  readonly databaseUrl: string | undefined;
  /** Where the embedded database lives, undefined for `.data` in the working folder. */
  readonly dataDir: string | undefined;
  /** Scheme, host and port under which browsers reach the site; requests from elsewhere may not write. */
  readonly appOrigin: string;
  readonly sessionSecret: string;
  readonly stripe: StripeEnv;
  /** Minutes from a bill's capture to its clearing (R8.3): none in the demo; null for what the marketplace's policy says. */
  readonly clearingMinutes: number | null;
  /** Where the Stripe simulator listens that `npm start` brings up; undefined where it may choose. */
  readonly simulatorPort: number | undefined;
}

/**
 * Reads and checks the environment.
 *
 * @throws Error naming every wrong variable and what it must be, so that one start shows them all.
 * @example readEnv({ PORT: '4000' }).port // 4000
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment is not right (see .env.example):\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  const port = value.PORT ?? 3000;
  const mode = value.EVENKEEL_MODE ?? 'demo';
  return {
    mode,
    port,
    host: value.HOST ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0'),
    databaseUrl: value.DATABASE_URL,
    dataDir: value.EVENKEEL_DATA_DIR,
    appOrigin: new URL(value.APP_ORIGIN ?? `http://localhost:${port}`).origin,
    // `npm start` remembers one in the data folder; without it a demo signs everybody out at each restart.
    sessionSecret: value.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    stripe: {
      secretKey: value.STRIPE_SECRET_KEY ?? null,
      apiBase: value.STRIPE_API_BASE ?? (value.STRIPE_SECRET_KEY === undefined ? SIMULATOR : null),
      webhookSecrets: [value.STRIPE_WEBHOOK_SECRET, value.STRIPE_WEBHOOK_SECRET_OLD].filter((it) => it !== undefined),
    },
    clearingMinutes: value.EVENKEEL_CLEARING_MINUTES ?? (mode === 'demo' ? 0 : null),
    simulatorPort: value.STRIPE_SIMULATOR_PORT,
  };
}

let checked: Env | undefined;

/** The environment of this process, read at the first call: `next build` imports modules with nothing set. */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}
