-- Versions of the policy books that operations schedule, what two people decided about them, and what they would change (docs/decisions/0026).
CREATE TABLE "policy_version" (
  "marketplace" text COLLATE "C" NOT NULL CHECK ("marketplace" <> ''),
  "version" integer NOT NULL CHECK ("version" > 1),
  "effective_from" date NOT NULL,
  "source" text NOT NULL CHECK ("source" <> ''),
  -- Every number as a text, by its key.
  "numbers" json NOT NULL,
  "scheduled_by" text NOT NULL CHECK ("scheduled_by" <> ''),
  "scheduled_by_name" text NOT NULL,
  "scheduled_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("marketplace", "version")
);

CREATE TABLE "policy_decision" (
  "marketplace" text COLLATE "C" NOT NULL,
  "version" integer NOT NULL,
  "decision" text NOT NULL CHECK ("decision" IN ('confirmed', 'withdrawn')),
  -- Why it was withdrawn; empty for a confirmation.
  "reason" text NOT NULL,
  "decided_by" text NOT NULL CHECK ("decided_by" <> ''),
  "decided_by_name" text NOT NULL,
  "decided_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("marketplace", "version", "decision"),
  FOREIGN KEY ("marketplace", "version") REFERENCES "policy_version" ("marketplace", "version"),
  CHECK ("decision" = 'confirmed' OR "reason" <> '')
);

-- Four eyes, whatever the application does: who scheduled a version cannot confirm it, and one that was withdrawn stays so.
CREATE FUNCTION "check_policy_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."decision" <> 'confirmed' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM "policy_version" v
              WHERE v."marketplace" = NEW."marketplace" AND v."version" = NEW."version" AND v."scheduled_by" = NEW."decided_by") THEN
    RAISE EXCEPTION 'version % of % is confirmed by a second person', NEW."version", NEW."marketplace" USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM "policy_decision" d
              WHERE d."marketplace" = NEW."marketplace" AND d."version" = NEW."version" AND d."decision" = 'withdrawn') THEN
    RAISE EXCEPTION 'version % of % was withdrawn', NEW."version", NEW."marketplace" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "four_eyes" BEFORE INSERT ON "policy_decision" FOR EACH ROW EXECUTE FUNCTION "check_policy_decision"();

-- What a version would change: a job runs the engine beside the books and writes here, never to them.
CREATE TABLE "policy_dry_run" (
  "id" text COLLATE "C" PRIMARY KEY,
  "marketplace" text COLLATE "C" NOT NULL,
  "version" integer NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('look-back', 'ahead')),
  -- From this day on the version is taken to be in effect.
  "from_on" date NOT NULL,
  "through_on" date NOT NULL CHECK ("through_on" >= "from_on"),
  "asked_by" text NOT NULL,
  "asked_by_name" text NOT NULL,
  "asked_at" timestamptz(3) NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('queued', 'running', 'done', 'failed')),
  "shops_done" integer NOT NULL DEFAULT 0,
  "shop_count" integer NOT NULL DEFAULT 0,
  "changed_shop_count" integer NOT NULL DEFAULT 0,
  -- Both sides in all, once it is done.
  "outcome" json,
  FOREIGN KEY ("marketplace", "version") REFERENCES "policy_version" ("marketplace", "version"),
  CHECK ("status" <> 'done' OR "outcome" IS NOT NULL)
);
CREATE INDEX "policy_dry_run_marketplace_version_asked_at_idx" ON "policy_dry_run" ("marketplace", "version", "asked_at");

-- The shops that the version would change, both sides of each.
CREATE TABLE "policy_dry_run_shop" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "dry_run_id" text COLLATE "C" NOT NULL REFERENCES "policy_dry_run" ("id"),
  -- By how much it would change in all, for the order of a list.
  "size_minor" bigint NOT NULL CHECK ("size_minor" >= 0),
  "outcome" json NOT NULL,
  PRIMARY KEY ("shop_id", "dry_run_id")
);
CREATE INDEX "policy_dry_run_shop_dry_run_id_size_minor_shop_id_idx" ON "policy_dry_run_shop" ("dry_run_id", "size_minor" DESC, "shop_id");

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

SELECT isolate_shop_table('policy_dry_run_shop');
-- Every seller reads the versions: what is in force, and from when, is said to all of a marketplace.
GRANT SELECT ON "policy_version", "policy_decision" TO "evenkeel_app", "evenkeel_ops";
GRANT SELECT ON "policy_dry_run" TO "evenkeel_ops";
GRANT SELECT, INSERT, UPDATE, DELETE ON "policy_version", "policy_decision", "policy_dry_run" TO "evenkeel_worker";
