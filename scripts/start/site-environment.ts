import type { OpenDatabase } from '@/server/db/open-database';
import type { Env } from '@/server/env';
import type { CardProvider } from './card-provider';

/** What every process of a site is told: web server, worker and simulator read the same database and secrets. */
export interface SiteEnvironment extends NodeJS.ProcessEnv {
  readonly DATABASE_URL: string;
  readonly EVENKEEL_DATA_DIR: string;
}

/** The environment of the site's processes: ours, with all that was chosen or remembered put in. */
export function siteEnvironment(
  env: Env,
  { url, roleUrls }: Pick<OpenDatabase, 'url' | 'roleUrls'>,
  dataDir: string,
  cards: Pick<CardProvider, 'variables'>,
): SiteEnvironment {
  return {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(env.port),
    DATABASE_URL: url,
    APP_DATABASE_URL: roleUrls.evenkeel_app,
    WORKER_DATABASE_URL: roleUrls.evenkeel_worker,
    OPS_DATABASE_URL: roleUrls.evenkeel_ops,
    EVENKEEL_DATA_DIR: dataDir,
    EVENKEEL_MODE: env.mode,
    APP_ORIGIN: env.appOrigin,
    SESSION_SECRET: env.sessionSecret,
    ...cards.variables,
  };
}
