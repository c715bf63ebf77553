// No 'server-only' here: `npm start` reads it before any React server bundle. It imports nothing of ours.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** An empty variable counts as a missing one: `PORT= npm start` must not ask for port "". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

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
  })
  .superRefine((value, context) => {
    if (value.EVENKEEL_MODE !== 'production') return;
    for (const name of ['DATABASE_URL', 'APP_ORIGIN', 'SESSION_SECRET'] as const) {
      if (value[name] === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: 'is required when EVENKEEL_MODE is production' });
      }
    }
  });

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
