import 'server-only';
import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { machineTime } from '../clock';
import { watchAlerts } from '../commands/alerts/watch-alerts';
import { payBatch } from '../commands/bill-batches/pay-batch';
import { clearBills } from '../commands/bills/clear-bills';
import { expireBills } from '../commands/bills/expire-bills';
import { reconcileBills } from '../commands/bills/reconcile-bills';
import { scheduleCloses, takeUpCloses } from '../commands/close-runs/take-up-closes';
import { sendMails } from '../commands/mail/send-mails';
import { finishMatchedLines } from '../commands/match-bank-lines';
import { deliverNotices } from '../commands/notices/deliver-notices';
import { runDryRuns } from '../commands/policies/run-dry-runs';
import { tellOfEffectiveVersions } from '../commands/policies/tell-of-version';
import { reconcileDueDays } from '../commands/reconciliation/reconcile-day';
import { tidySignIn } from '../commands/tidy-sign-in';
import { makeVerifications, scheduleVerification } from '../commands/verification/make-verifications';
import { sendWebhooks } from '../commands/webhooks/send-webhooks';
import type { Database } from '../db/database';
import { env } from '../env';
import type { AccountVault } from '../gateways/account-vault';
import type { CardGateway } from '../gateways/card-gateway';
import type { MailGateway } from '../gateways/mail';
import type { WebhookGateway } from '../gateways/webhook';
import type { JobName } from './enqueue';

/** What the jobs work with. */
export interface TaskContext {
  readonly database: Database;
  readonly gateway: CardGateway;
  /** Null where mails wait for somebody to read them in the demo's mailbox. */
  readonly mail: MailGateway | null;
  /** Whether mails keep their text once they are sent: in the demo, for its mailbox. */
  readonly keepsMailText: boolean;
  readonly webhooks: WebhookGateway;
  /** Opens the secrets that sign webhooks. */
  readonly vault: AccountVault;
  /** The clock that the books go by. */
  readonly now: () => Promise<Instant>;
  /** Minutes from capture to clearing; null for what the policy says. */
  readonly clearingMinutes: number | null;
}

/** A job's work; it says how many it dealt with, for the log. */
export type Task = (payload: unknown) => Promise<number>;

/** The work of every job but the worker's own housekeeping. */
export type Tasks = Readonly<Record<Exclude<JobName, 'release-jobs'>, Task>>;

const clearing = z.object({ shopId: z.int().optional() });

const batched = z.object({ sellerId: z.int(), batch: z.string() });

/**
 * The jobs: thin calls of commands. Each is a sweep that looks up what is due by itself, under the locks of its command, so one that runs
 * twice, late, or beside itself does what one run on time does.
 */
export function makeTasks(context: TaskContext): Tasks {
  const { database, gateway, mail, keepsMailText, webhooks, vault, now, clearingMinutes } = context;
  return {
    'clear-bills': async (payload) => {
      const { shopId } = clearing.parse(payload);
      const moment = await now();
      let cleared = 0;
      try {
        // A sweep also books bank lines that an import had matched when it died.
        if (shopId === undefined) await finishMatchedLines(database, { now: moment });
      } finally {
        // A line that cannot be booked keeps no bill from clearing.
        cleared = await clearBills(database, { now: moment, shopId: shopId ?? null });
      }
      return cleared;
    },
    'pay-batch': async (payload) =>
      payBatch(database, gateway, { ...batched.parse(payload), now: await now(), clearingMinutes }),
    'close-days': async () => {
      await scheduleCloses(database, await now(), env().closeAfterMinutes);
      return takeUpCloses(database, env().payoutRail);
    },
    'expire-bills': async () => expireBills(database, { now: await now() }),
    'reconcile-bills': async () => reconcileBills(database, gateway, { now: await now(), clearingMinutes }),
    'watch-alerts': async () => watchAlerts(database, { now: await now() }),
    'tell-of-policies': async () => tellOfEffectiveVersions(database, await now()),
    'run-dry-runs': () => runDryRuns(database, env().payoutRail),
    'deliver-notices': () => deliverNotices(database),
    'send-mails': () => sendMails(database, mail, { keepsText: keepsMailText }),
    'send-webhooks': () => sendWebhooks(database, { gateway: webhooks, vault, now }),
    reconcile: async () => reconcileDueDays(database, gateway, await now()),
    'verify-books': async () => {
      await scheduleVerification(database, machineTime());
      return makeVerifications(database);
    },
    'tidy-sign-in': () => tidySignIn(database.pool),
  };
}
