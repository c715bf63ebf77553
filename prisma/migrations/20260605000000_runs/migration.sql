-- Runs that operations see and steer: closes, jobs, verifications (docs/decisions/0031). The books do not depend on any of them.

-- Closes -------------------------------------------------------------------------------------------------------------

ALTER TABLE "close_run"
  ADD COLUMN "status" text NOT NULL DEFAULT 'done',
  ADD COLUMN "origin" text NOT NULL DEFAULT 'command-line',
  -- Null: of every marketplace.
  ADD COLUMN "marketplace" text COLLATE "C",
  -- External id where one shop was meant; null: all.
  ADD COLUMN "shop" text COLLATE "C",
  -- Shops that a retry is for; null: all that have days to close.
  ADD COLUMN "only_shops" integer[],
  -- A person's key; null for the system itself.
  ADD COLUMN "asked_by" text,
  ADD COLUMN "asked_by_name" text NOT NULL DEFAULT 'Evenkeel',
  ADD COLUMN "asked_at" timestamptz(3),
  ADD COLUMN "shop_count" integer NOT NULL DEFAULT 0,
  ADD COLUMN "orders" integer NOT NULL DEFAULT 0,
  -- Time spent closing, pauses left out.
  ADD COLUMN "busy_ms" bigint NOT NULL DEFAULT 0,
  -- Looked at between batches.
  ADD COLUMN "pause_asked" boolean NOT NULL DEFAULT false,
  -- How often a process took it up, and when one last said how far it is.
  ADD COLUMN "takes" integer NOT NULL DEFAULT 1,
  ADD COLUMN "beat_at" timestamptz(3),
  -- Of the log line that says why it failed.
  ADD COLUMN "reference" text;
UPDATE "close_run" SET "asked_at" = "started_at", "shop_count" = "shops", "orders" = 0,
  "status" = CASE WHEN "error" IS NULL AND "finished_at" IS NOT NULL THEN 'done' ELSE 'failed' END,
  "busy_ms" = coalesce(extract(epoch FROM "finished_at" - "started_at") * 1000, 0);
ALTER TABLE "close_run"
  ALTER COLUMN "asked_at" SET NOT NULL,
  ALTER COLUMN "started_at" DROP NOT NULL,
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "origin" DROP DEFAULT,
  DROP COLUMN "error",
  ADD CHECK ("status" IN ('waiting', 'running', 'paused', 'done', 'failed', 'given-up')),
  ADD CHECK ("origin" IN ('page', 'schedule', 'command-line', 'test-clock', 'moment')),
  ADD CHECK ("status" IN ('waiting', 'paused') OR "started_at" IS NOT NULL),
  ADD CHECK (("finished_at" IS NULL) = ("status" IN ('waiting', 'running', 'paused')));
-- The automatic close asks for each day of a marketplace once.
CREATE UNIQUE INDEX "close_run_scheduled_once" ON "close_run" ("marketplace", "through") WHERE "origin" = 'schedule';
CREATE INDEX "close_run_status_id_idx" ON "close_run" ("status", "id");

-- Shops that a run could not close, each with the day at which it stands.
CREATE TABLE "close_failure" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "run_id" integer NOT NULL REFERENCES "close_run" ("id"),
  "day" date NOT NULL,
  -- What failed: the engine or a rule of the code; the database.
  "kind" text NOT NULL CHECK ("kind" IN ('engine', 'database')),
  "reference" text NOT NULL CHECK ("reference" <> ''),
  "failed_at" timestamptz(3) NOT NULL,
  -- When a retry closed it.
  "solved_at" timestamptz(3),
  PRIMARY KEY ("shop_id", "run_id")
);
CREATE INDEX "close_failure_run_id_shop_id_idx" ON "close_failure" ("run_id", "shop_id");
SELECT isolate_shop_table('close_failure');

-- "No closes": maintenance. One row.
CREATE TABLE "close_switch" (
  "id" smallint PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "paused_at" timestamptz(3),
  "paused_by_name" text,
  CHECK (("paused_at" IS NULL) = ("paused_by_name" IS NULL))
);
INSERT INTO "close_switch" ("id") VALUES (1);

-- What a seller does writes one finished row; runs with progress are the worker's.
REVOKE SELECT, UPDATE ON "close_run" FROM "evenkeel_app";
GRANT SELECT ON "close_switch" TO "evenkeel_ops";

-- Jobs ---------------------------------------------------------------------------------------------------------------

-- What became of the jobs of each kind: the queue itself forgets those that were done.
CREATE TABLE "job_task" (
  "task" text COLLATE "C" PRIMARY KEY CHECK ("task" <> ''),
  "paused_at" timestamptz(3),
  "paused_by_name" text,
  "succeeded_at" timestamptz(3),
  "failed_at" timestamptz(3),
  "reference" text,
  "succeeded_count" bigint NOT NULL DEFAULT 0,
  "failed_count" bigint NOT NULL DEFAULT 0,
  "took_ms" integer,
  CHECK (("paused_at" IS NULL) = ("paused_by_name" IS NULL))
);
GRANT SELECT ON "job_task" TO "evenkeel_ops";

-- The queue's tables are closed: these functions run as the owner, and show and do nothing else. Payloads stay inside, and of errors only
-- what the worker itself wrote: a kind and a reference.
CREATE FUNCTION "job_state"("locked_at" timestamptz, "attempts" integer, "max_attempts" integer, "run_at" timestamptz) RETURNS text
  LANGUAGE sql STABLE
  RETURN CASE WHEN "locked_at" IS NOT NULL THEN 'running'
              WHEN "attempts" >= "max_attempts" THEN 'given-up'
              WHEN "attempts" > 0 THEN 'failed'
              WHEN "run_at" > now() THEN 'scheduled' ELSE 'waiting' END;

CREATE FUNCTION "job_counts"() RETURNS TABLE ("task" text, "state" text, "count" integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT j.task_identifier, public.job_state(j.locked_at, j.attempts::integer, j.max_attempts::integer, j.run_at), count(*)::integer
    FROM graphile_worker.jobs j GROUP BY 1, 2;
END $$;

CREATE FUNCTION "ops_jobs"("wanted_state" text, "wanted_task" text, "after_id" bigint, "most" integer)
  RETURNS TABLE ("id" bigint, "task" text, "state" text, "attempts" integer, "max_attempts" integer, "run_at" timestamptz,
    "created_at" timestamptz, "locked_at" timestamptz, "locked_by" text, "last_error" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT public.ops_read_is_open() THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT j.id, j.task_identifier, public.job_state(j.locked_at, j.attempts::integer, j.max_attempts::integer, j.run_at),
      j.attempts::integer, j.max_attempts::integer, j.run_at, j.created_at, j.locked_at, j.locked_by,
      CASE WHEN j.last_error ~ '^[a-z ]+ \([0-9A-Z]{8}\)$' THEN j.last_error WHEN j.last_error IS NOT NULL THEN 'failed, see the log' END
    FROM graphile_worker.jobs j
   WHERE ("wanted_state" IS NULL OR public.job_state(j.locked_at, j.attempts::integer, j.max_attempts::integer, j.run_at) = "wanted_state")
     AND ("wanted_task" IS NULL OR j.task_identifier = "wanted_task")
     AND ("after_id" IS NULL OR j.id > "after_id")
   ORDER BY j.id LIMIT "most";
END $$;

-- Has a job done at once, and as often again as a new one; null where there is none, or where a worker is doing it.
CREATE FUNCTION "rerun_job"("wanted_id" bigint) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  "found" text;
BEGIN
  SELECT j.task_identifier INTO "found" FROM graphile_worker.jobs j WHERE j.id = "wanted_id" AND j.locked_at IS NULL;
  IF "found" IS NOT NULL THEN
    PERFORM graphile_worker.reschedule_jobs(ARRAY["wanted_id"], run_at => now(), attempts => 0);
  END IF;
  RETURN "found";
END $$;

REVOKE ALL ON FUNCTION "job_counts"(), "ops_jobs"(text, text, bigint, integer), "rerun_job"(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "job_counts"() TO "evenkeel_ops", "evenkeel_worker";
GRANT EXECUTE ON FUNCTION "ops_jobs"(text, text, bigint, integer) TO "evenkeel_ops";
GRANT EXECUTE ON FUNCTION "rerun_job"(bigint) TO "evenkeel_worker";

-- Verifications ------------------------------------------------------------------------------------------------------

CREATE TABLE "verification_run" (
  "id" serial PRIMARY KEY,
  "origin" text NOT NULL CHECK ("origin" IN ('page', 'schedule', 'command-line')),
  "asked_by" text,
  "asked_by_name" text NOT NULL,
  "asked_at" timestamptz(3) NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('waiting', 'running', 'done', 'failed')),
  "started_at" timestamptz(3),
  "finished_at" timestamptz(3),
  "shop_count" integer NOT NULL DEFAULT 0,
  "shops_done" integer NOT NULL DEFAULT 0,
  "violation_count" integer NOT NULL DEFAULT 0,
  "reference" text,
  CHECK ("status" = 'waiting' OR "started_at" IS NOT NULL),
  CHECK (("finished_at" IS NULL) = ("status" IN ('waiting', 'running')))
);
CREATE INDEX "verification_run_status_id_idx" ON "verification_run" ("status", "id");

-- Each invariant's part of a run.
CREATE TABLE "verification_result" (
  "run_id" integer NOT NULL REFERENCES "verification_run" ("id"),
  "invariant" text COLLATE "C" NOT NULL,
  "violation_count" integer NOT NULL,
  "took_ms" integer NOT NULL,
  "checked_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("run_id", "invariant")
);

CREATE TABLE "verification_violation" (
  "run_id" integer NOT NULL REFERENCES "verification_run" ("id"),
  "no" integer NOT NULL,
  "invariant" text COLLATE "C" NOT NULL,
  -- A shop's external id, or for the audit log a seller's.
  "shop" text COLLATE "C" NOT NULL,
  "detail" text NOT NULL,
  PRIMARY KEY ("run_id", "no")
);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "verification_violation"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
GRANT SELECT ON "verification_run", "verification_result" TO "evenkeel_ops";
-- Details name amounts: like the books, they are read on record, and by nobody for a seller.
SELECT isolate_table('verification_violation', 'false', 'SELECT');

-- The check of the books compares the audit logs with their ends; the trigger alone writes these.
GRANT SELECT ON "audit_chain" TO "evenkeel_worker";
