-- Isolation: the application's role sees the shops and the seller of who asks, and nothing where nobody is named (docs/decisions/0020).
-- The roles belong to the server, not to this database: another database of the same server may have made them, or be making them now.

DO $$
DECLARE
  "wanted" text;
BEGIN
  FOREACH "wanted" IN ARRAY ARRAY['evenkeel_app', 'evenkeel_worker', 'evenkeel_ops'] LOOP
    BEGIN
      IF to_regrole("wanted") IS NULL THEN
        EXECUTE format('CREATE ROLE %I', "wanted");
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN
        NULL; -- Made at the same moment for another database.
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role % does not exist and % may not make it', "wanted", current_user
          USING HINT = 'Let an administrator run: CREATE ROLE evenkeel_app; CREATE ROLE evenkeel_worker; CREATE ROLE evenkeel_ops;';
    END;
    -- Lets connections of the owner act as the role (SET ROLE) where it has no password of its own.
    BEGIN
      IF NOT pg_has_role(current_user, "wanted", 'MEMBER') THEN
        EXECUTE format('GRANT %I TO CURRENT_USER', "wanted");
      END IF;
    EXCEPTION
      WHEN insufficient_privilege THEN
        RAISE NOTICE '% may not act as %: connect as that role, or let an administrator grant it', current_user, "wanted";
      WHEN unique_violation OR internal_error THEN
        NULL; -- Granted at the same moment.
    END;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO "evenkeel_app", "evenkeel_worker", "evenkeel_ops";

-- Who asks -----------------------------------------------------------------------------------------------------------
-- Settings of one transaction; a setting that was set before and is gone reads as '', one that never was as null: both are nobody.

CREATE FUNCTION "app_shop_ids"() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(nullif(current_setting('app.shop_ids', true), ''), ',')::integer[];

CREATE FUNCTION "app_seller_id"() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.seller_id', true), '')::integer;

-- Reading for operations ---------------------------------------------------------------------------------------------
-- The marketplace's own people may read all, and each reading is on record before it begins: evenkeel_ops sees rows only while a committed
-- entry of the last minutes names who reads and why.

CREATE TABLE "ops_read" (
  "id" bigserial PRIMARY KEY,
  "person" text NOT NULL CHECK ("person" <> ''),
  "purpose" text NOT NULL CHECK ("purpose" <> ''),
  "begun_at" timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ops_read"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE FUNCTION "begin_ops_read"("person" text, "purpose" text) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER
  BEGIN ATOMIC
    INSERT INTO "ops_read" ("person", "purpose") VALUES ("begin_ops_read"."person", "begin_ops_read"."purpose") RETURNING "id";
  END;

-- An entry of the same transaction does not count: a rollback would take it away and leave what was read.
CREATE FUNCTION "ops_read_is_open"() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN EXISTS (
    SELECT FROM "ops_read" r
     WHERE r."id" = nullif(current_setting('app.ops_read', true), '')::bigint
       AND r.xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid
       AND r."begun_at" > now() - interval '5 minutes');

REVOKE ALL ON FUNCTION "begin_ops_read"(text, text), "ops_read_is_open"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "begin_ops_read"(text, text), "ops_read_is_open"() TO "evenkeel_ops";

-- Tables that belong to a shop or a seller ---------------------------------------------------------------------------
-- Each later migration calls one of the two functions for each such table that it makes; a test finds the table for which it did not.
-- The settings are read in a sub-select: once per query, not once per row.

CREATE FUNCTION "isolate_table"("isolated" regclass, "is_owned" text, "app_may" text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "owner" name := (SELECT pg_get_userbyid("relowner") FROM pg_class WHERE "oid" = "isolated");
  "sequence" regclass;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', "isolated");
  EXECUTE format('CREATE POLICY "own_rows" ON %s TO evenkeel_app USING (%s) WITH CHECK (%2$s)', "isolated", "is_owned");
  -- Forced, the policies bind the owner too: without one of its own it would see nothing.
  EXECUTE format('CREATE POLICY "every_row" ON %s TO evenkeel_worker, %I USING (true) WITH CHECK (true)', "isolated", "owner");
  EXECUTE format('CREATE POLICY "audited_reading" ON %s FOR SELECT TO evenkeel_ops USING ((SELECT ops_read_is_open()))', "isolated");
  EXECUTE format('GRANT %s ON %s TO evenkeel_app', "app_may", "isolated");
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO evenkeel_worker', "isolated");
  EXECUTE format('GRANT SELECT ON %s TO evenkeel_ops', "isolated");
  FOR "sequence" IN
    SELECT d."objid"::regclass FROM pg_depend d JOIN pg_class c ON c."oid" = d."objid" AND c."relkind" = 'S'
     WHERE d."refclassid" = 'pg_class'::regclass AND d."refobjid" = "isolated"
  LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %s TO evenkeel_app, evenkeel_worker', "sequence");
  END LOOP;
END $$;

/* A table with a shop_id. The application may read it, and no more unless said: isolate_shop_table('bill', 'SELECT, INSERT, UPDATE'). */
CREATE FUNCTION "isolate_shop_table"("isolated" regclass, "app_may" text DEFAULT 'SELECT') RETURNS void LANGUAGE sql AS $$
  SELECT isolate_table("isolated", '"shop_id" = ANY ((SELECT app_shop_ids())::integer[])', "app_may");
$$;

/* A table with a seller_id: what belongs to the organisation and not to one of its shops. */
CREATE FUNCTION "isolate_seller_table"("isolated" regclass, "app_may" text DEFAULT 'SELECT') RETURNS void LANGUAGE sql AS $$
  SELECT isolate_table("isolated", '"seller_id" = (SELECT app_seller_id())', "app_may");
$$;

REVOKE ALL ON FUNCTION "isolate_table"(regclass, text, text), "isolate_shop_table"(regclass, text),
  "isolate_seller_table"(regclass, text) FROM PUBLIC;

-- What the application writes: bills and their payments, the facts of a captured bill, and the number of the last. The books themselves are
-- written by the close.
SELECT isolate_table('shop', '"id" = ANY ((SELECT app_shop_ids())::integer[])', 'SELECT, UPDATE ("last_fact_no")');
SELECT isolate_shop_table('fact', 'SELECT, INSERT');
SELECT isolate_shop_table('bill', 'SELECT, INSERT, UPDATE');
SELECT isolate_shop_table('bill_payment', 'SELECT, INSERT, UPDATE');
SELECT isolate_shop_table("read_only"::regclass) FROM unnest(ARRAY['shop_state', 'bank_account', 'statement', 'line', 'allocation',
  'payout', 'payout_item', 'hold', 'due_order', 'journal', 'journal_entry', 'shop_event', 'bank_line']) AS "read_only";
SELECT isolate_table('seller', '"id" = (SELECT app_seller_id())', 'SELECT');
SELECT isolate_seller_table('member');
SELECT isolate_seller_table('card_customer', 'SELECT, INSERT, UPDATE');

-- Tables of nobody ---------------------------------------------------------------------------------------------------
-- The worker may use every table of this schema, also those of later migrations; the application only what it is given by name.

GRANT SELECT ON "clock" TO "evenkeel_app", "evenkeel_ops";
GRANT SELECT ON "close_run" TO "evenkeel_ops";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "evenkeel_worker";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "evenkeel_worker";
REVOKE ALL ON "_prisma_migrations", "ops_read", "ops_read_id_seq" FROM "evenkeel_worker";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "evenkeel_worker";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO "evenkeel_worker";

-- The queue's tables are its own and closed to other roles: a job is asked for by this function, in the caller's transaction. It runs as the
-- owner, and does nothing but write down the name of some work and what about.
CREATE FUNCTION "enqueue_job"("name" text, "payload" json, "due" timestamptz, "key" text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job("name", "payload", run_at => "due", job_key => "key");
END $$;
REVOKE ALL ON FUNCTION "enqueue_job"(text, json, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "enqueue_job"(text, json, timestamptz, text) TO "evenkeel_app", "evenkeel_worker";
