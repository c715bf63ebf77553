-- The jobs of one shop, for its page of operations: what a job is about stays inside, but for whose it is (docs/decisions/0031).

DROP FUNCTION "ops_jobs"(text, text, bigint, integer);

-- With a shop: the jobs that name it, or that charge one of the batches given. Payloads are read here, and not shown.
CREATE FUNCTION "ops_jobs"("wanted_state" text, "wanted_task" text, "after_id" bigint, "most" integer,
    "of_shop" integer DEFAULT NULL, "of_batches" text[] DEFAULT NULL)
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
     AND ("of_shop" IS NULL OR EXISTS (
       SELECT FROM graphile_worker._private_jobs p
        WHERE p.id = j.id AND (p.payload ->> 'shopId' = "of_shop"::text OR p.payload ->> 'batch' = ANY ("of_batches"))))
   ORDER BY j.id LIMIT "most";
END $$;

REVOKE ALL ON FUNCTION "ops_jobs"(text, text, bigint, integer, integer, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "ops_jobs"(text, text, bigint, integer, integer, text[]) TO "evenkeel_ops";
