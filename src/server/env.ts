// No 'server-only' here: `npm start` reads it before any React server bundle. It imports nothing of ours.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** An empty variable counts as a missing one: `PORT= npm start` must not ask for port "". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Stripe too: a production site without a key would take the simulator's test cards for money. Mail too: without it a lost password stays lost. */
const REQUIRED_IN_PRODUCTION = [
  'DATABASE_URL',
  'APP_ORIGIN',
  'SESSION_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SMTP_URL',
  'MAIL_FROM',
  'EVENKEEL_ACCOUNT_KEYS',
] as const;

const ACCOUNT_KEY_BYTES = 32;

/** "id:base64,id:base64": keys of bank account numbers. The first one encrypts, all of them decrypt. */
const accountKeys = z.string().transform((text, context): readonly AccountKey[] => {
  const keys = text.split(',').map((entry) => {
    const [id = '', secret = ''] = entry.trim().split(':');
    return { id, secret: Buffer.from(secret, 'base64') };
  });
  const isRight = keys.every(({ id, secret }) => /^[\w-]{1,32}$/.test(id) && secret.length === ACCOUNT_KEY_BYTES);
  if (isRight && new Set(keys.map(({ id }) => id)).size === keys.length) return keys;
  context.addIssue('must be ids and keys of 32 bytes in base64, such as 2026a:q83v...=, each id once');
  return z.NEVER;
});

/** "USD=100.00,BRL=500.00": an amount for each currency that a marketplace may have. */
const amountByCurrency = z.string().transform((text, context): Readonly<Record<'USD' | 'BRL', string>> => {
  const given = new Map(text.split(',').map((entry) => entry.trim().split('=', 2) as [string, string]));
  const [usd = '', brl = ''] = [given.get('USD'), given.get('BRL')];
  if (given.size === 2 && [usd, brl].every((amount) => /^\d{1,9}\.\d\d$/.test(amount))) return { USD: usd, BRL: brl };
  context.addIssue('must be an amount for each currency, such as USD=100.00,BRL=500.00');
  return z.NEVER;
});

const address = optional(
  z.string().regex(/^postgres(ql)?:\/\/./, 'must be a PostgreSQL address, such as postgresql://user@host:5432/name'),
);
/** What the secrets have in them that `npm start` makes in demo mode: production refuses those. */
export const DEMO_MARK = 'demo_';

/** The id of the key that `npm start` makes for bank account numbers in demo mode. */
export const DEMO_KEY = 'demo';

/** Secrets that `npm start` makes where the demo has none. */
const DEMO_SECRETS = ['SESSION_SECRET', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_WEBHOOK_SECRET_OLD'] as const;

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
    DATABASE_URL: address,
    APP_DATABASE_URL: address,
    WORKER_DATABASE_URL: address,
    OPS_DATABASE_URL: address,
    EVENKEEL_DATA_DIR: optional(z.string()),
    EVENKEEL_MODE: optional(z.enum(['demo', 'production'], 'must be demo or production')),
    APP_ORIGIN: optional(z.url('must be an address such as https://finance.example.com')),
    SESSION_SECRET: optional(z.string().min(32, 'must have 32 characters or more')),
    TRUSTED_PROXY_COUNT: optional(
      z.coerce
        .number('must be a number of proxies')
        .int('must be a whole number')
        .min(1, 'must be 1 or more')
        .max(10, 'must be at most 10'),
    ),
    EVENKEEL_CLEARING_MINUTES: optional(
      z.coerce
        .number('must be a number of minutes')
        .int('must be a whole number of minutes')
        .min(0, 'must be 0 or more')
        .max(1_440, 'must be at most 1440'),
    ),
    EVENKEEL_STEP_UP_ABOVE: optional(z.string().regex(/^\d{1,9}\.\d\d$/, 'must be an amount such as 1000.00')),
    EVENKEEL_SECOND_PERSON_ABOVE: optional(amountByCurrency),
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
    NACHA_ROUTING: optional(z.string().regex(/^\d{9}$/, 'must be a routing number of nine digits')),
    NACHA_BANK_NAME: optional(z.string()),
    NACHA_COMPANY_ID: optional(z.string().regex(/^[0-9A-Z]{1,10}$/, 'must have up to ten digits or capital letters')),
    NACHA_COMPANY_NAME: optional(z.string()),
    PAYOUT_RAIL: optional(z.enum(['simulated', 'ach'], 'must be simulated or ach')),
    SMTP_URL: optional(
      z.string().regex(/^smtps?:\/\/./, 'must be the address of a mail server, such as smtp://user:password@host:587'),
    ),
    MAIL_FROM: optional(
      z.string().regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/, 'must be an address such as Evenkeel <finance@example.com>'),
    ),
    EVENKEEL_ACCOUNT_KEYS: optional(accountKeys),
    EVENKEEL_CLOSE_AFTER: optional(
      z.coerce
        .number('must be a number of minutes')
        .int('must be a whole number of minutes')
        .min(0, 'must be 0 or more')
        .max(1_439, 'must be at most 1439'),
    ),
    LOG_LEVEL: optional(
      z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    ),
    METRICS_TOKEN: optional(z.string().min(16, 'must have 16 characters or more')),
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
    if (value.PAYOUT_RAIL === 'simulated') {
      context.addIssue({
        code: 'custom',
        path: ['PAYOUT_RAIL'],
        message: 'must not be simulated in production: payouts would count as paid that nobody sent',
      });
    }
    const message = 'is one that the demo made for itself: make another';
    for (const name of DEMO_SECRETS.filter((one) => value[one]?.includes(DEMO_MARK))) {
      context.addIssue({ code: 'custom', path: [name], message });
    }
    if (value.EVENKEEL_ACCOUNT_KEYS?.some(({ id }) => id === DEMO_KEY) === true) {
      context.addIssue({ code: 'custom', path: ['EVENKEEL_ACCOUNT_KEYS'], message });
    }
    for (const name of REQUIRED_IN_PRODUCTION) {
      if (value[name] === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: 'is required when EVENKEEL_MODE is production' });
      }
    }
  });

/** How payouts reach sellers: `simulated` answers by itself, `ach` through files that a person exchanges with the marketplace's bank. */
export type PayoutRail = 'simulated' | 'ach';

/** A key of bank account numbers. */
export interface AccountKey {
  /** Stands before each number that was encrypted with it. */
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Buffer;
}

/** Who sends files of payouts: the marketplace at its bank. */
export interface NachaOrigin {
  /** The bank's routing number, nine digits. */
  readonly routing: string;
  readonly bankName: string;
  /** What the bank knows the company by, up to ten characters: often 1 and its tax number. */
  readonly companyId: string;
  readonly companyName: string;
}

/** How mail goes out. */
export interface MailEnv {
  /** Null in a demo whose mails nobody sends: its mailbox page shows them. */
  readonly smtpUrl: string | null;
  /** What mails say they come from. */
  readonly from: string;
}

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
  /** The same database for the roles that own nothing (db/roles.ts); where one is undefined, connections of `databaseUrl` act as the role. */
  readonly roleUrls: {
    readonly evenkeel_app: string | undefined;
    readonly evenkeel_worker: string | undefined;
    readonly evenkeel_ops: string | undefined;
  };
  /** Where the embedded database lives, undefined for `.data` in the working folder. */
  readonly dataDir: string | undefined;
  /** Scheme, host and port under which browsers reach the site; requests from elsewhere may not write. */
  readonly appOrigin: string;
  readonly sessionSecret: string;
  /** How many proxies stand before the site: by it the address of a request is found. */
  readonly proxyCount: number;
  readonly stripe: StripeEnv;
  readonly mail: MailEnv;
  /** How payouts reach sellers: the simulated bank in the demo, files for a real bank elsewhere. */
  readonly payoutRail: PayoutRail;
  /** One or more: the first one encrypts bank account numbers. */
  readonly accountKeys: readonly AccountKey[];
  /** Null where files of payouts cannot be made: something of it is not set. */
  readonly nachaOrigin: NachaOrigin | null;
  /** Minutes from a bill's capture to its clearing (R8.3): none in the demo; null for what the marketplace's policy says. */
  readonly clearingMinutes: number | null;
  /** Decimal string: payments above it ask for a fresh proof of who pays. */
  readonly stepUpAbove: string;
  /** Decimal strings: what one of the marketplace's people may move alone in a shop on a day (docs/decisions/0029). */
  readonly secondPersonAbove: Readonly<Record<'USD' | 'BRL', string>>;
  /** Minutes after a marketplace's midnight at which its day is closed by itself; null where somebody asks for each close. */
  readonly closeAfterMinutes: number | null;
  /** From which level on lines are logged. */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** What /metrics asks for; null where it is open (a demo that only this machine reaches) or closed (anywhere else). */
  readonly metricsToken: string | null;
  /** Where the Stripe simulator listens that `npm start` brings up; undefined where it may choose. */
  readonly simulatorPort: number | undefined;
}

function nachaOriginOf(value: z.infer<typeof schema>): NachaOrigin | null {
  const { NACHA_ROUTING, NACHA_BANK_NAME, NACHA_COMPANY_ID, NACHA_COMPANY_NAME } = value;
  if (NACHA_ROUTING === undefined || NACHA_BANK_NAME === undefined) return null;
  if (NACHA_COMPANY_ID === undefined || NACHA_COMPANY_NAME === undefined) return null;
  return {
    routing: NACHA_ROUTING,
    bankName: NACHA_BANK_NAME,
    companyId: NACHA_COMPANY_ID,
    companyName: NACHA_COMPANY_NAME,
  };
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
    roleUrls: {
      evenkeel_app: value.APP_DATABASE_URL,
      evenkeel_worker: value.WORKER_DATABASE_URL,
      evenkeel_ops: value.OPS_DATABASE_URL,
    },
    dataDir: value.EVENKEEL_DATA_DIR,
    appOrigin: new URL(value.APP_ORIGIN ?? `http://localhost:${port}`).origin,
    // `npm start` remembers one in the data folder; without it a demo signs everybody out at each restart.
    sessionSecret: value.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    proxyCount: value.TRUSTED_PROXY_COUNT ?? 1,
    stripe: {
      secretKey: value.STRIPE_SECRET_KEY ?? null,
      apiBase: value.STRIPE_API_BASE ?? (value.STRIPE_SECRET_KEY === undefined ? SIMULATOR : null),
      webhookSecrets: [value.STRIPE_WEBHOOK_SECRET, value.STRIPE_WEBHOOK_SECRET_OLD].filter((it) => it !== undefined),
    },
    mail: { smtpUrl: value.SMTP_URL ?? null, from: value.MAIL_FROM ?? 'Evenkeel <finance@evenkeel.example>' },
    nachaOrigin: nachaOriginOf(value),
    payoutRail: value.PAYOUT_RAIL ?? (mode === 'demo' ? 'simulated' : 'ach'),
    // `npm start` remembers one in the data folder; without it a demo cannot read the numbers after a restart.
    accountKeys: value.EVENKEEL_ACCOUNT_KEYS ?? [{ id: 'demo', secret: randomBytes(ACCOUNT_KEY_BYTES) }],
    clearingMinutes: value.EVENKEEL_CLEARING_MINUTES ?? (mode === 'demo' ? 0 : null),
    stepUpAbove: value.EVENKEEL_STEP_UP_ABOVE ?? '1000.00',
    secondPersonAbove: value.EVENKEEL_SECOND_PERSON_ABOVE ?? { USD: '100.00', BRL: '500.00' },
    // The demo's days are closed by its test clock.
    closeAfterMinutes: mode === 'demo' ? null : (value.EVENKEEL_CLOSE_AFTER ?? null),
    logLevel: value.LOG_LEVEL ?? 'info',
    metricsToken: value.METRICS_TOKEN ?? null,
    simulatorPort: value.STRIPE_SIMULATOR_PORT,
  };
}

let checked: Env | undefined;

/** The environment of this process, read at the first call: `next build` imports modules with nothing set. */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}
