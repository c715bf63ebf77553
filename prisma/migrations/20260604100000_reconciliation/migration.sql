-- Reconciliation: what the card provider and the bank say, day by day, beside the books (docs/decisions/0030). It only ever reads the books.

-- What cards paid and what of it went back, by when we recorded it: a day of it is asked for.
CREATE INDEX "fact_of_bills" ON "fact" ("recorded_at") WHERE "type" IN ('bill.captured', 'bill.reversed', 'bill.failed');

-- One look at one day, from one side. The latest that is done counts; those before stay as they were found.
CREATE TABLE "reconciliation_run" (
  "id" SERIAL PRIMARY KEY,
  "day" date NOT NULL,
  "side" text NOT NULL CHECK ("side" IN ('provider', 'bank')),
  "status" text NOT NULL CHECK ("status" IN ('running', 'done', 'failed', 'no-statement')),
  -- Null for the nightly one and the command line.
  "asked_by_name" text,
  "started_at" timestamptz(3) NOT NULL,
  "finished_at" timestamptz(3),
  -- How many entries of the other side were compared.
  "entry_count" integer NOT NULL DEFAULT 0,
  "difference_count" integer NOT NULL DEFAULT 0,
  -- Why it failed, in words for ops.
  "error" text,
  CONSTRAINT "running_means_no_word_yet" CHECK (("status" = 'running') = ("finished_at" IS NULL)),
  CONSTRAINT "failures_say_why" CHECK (("status" = 'failed') = ("error" IS NOT NULL))
);
CREATE INDEX "reconciliation_run_day_side_id_idx" ON "reconciliation_run" ("day", "side", "id");

CREATE FUNCTION "refuse_second_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'reconciliation run % has ended; what it found stays', OLD."id";
END $$;
CREATE TRIGGER "ended_once" BEFORE UPDATE ON "reconciliation_run"
  FOR EACH ROW WHEN (OLD."status" <> 'running') EXECUTE FUNCTION "refuse_second_end"();
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "reconciliation_run"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Both sides' sums of a run, by what moved, marketplace and currency. Amounts are minor units, never negative.
CREATE TABLE "reconciliation_total" (
  "run_id" integer NOT NULL REFERENCES "reconciliation_run" ("id"),
  "flow" text NOT NULL CHECK ("flow" IN ('captured', 'refunded', 'disputed', 'given-back', 'paid-out')),
  -- Empty where no shop of ours is known for it.
  "marketplace" text COLLATE "C" NOT NULL,
  "currency" text NOT NULL,
  "theirs_minor" bigint NOT NULL CHECK ("theirs_minor" >= 0),
  "ours_minor" bigint NOT NULL CHECK ("ours_minor" >= 0),
  -- On their way: not counted on either side.
  "in_transit_minor" bigint NOT NULL CHECK ("in_transit_minor" >= 0),
  PRIMARY KEY ("run_id", "flow", "marketplace", "currency")
);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reconciliation_total"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What differs. Its key is the same in every run that finds it. The shop stands under a name of its own: this is no table of a shop.
CREATE TABLE "reconciliation_item" (
  "run_id" integer NOT NULL REFERENCES "reconciliation_run" ("id"),
  "key" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL,
  "flow" text NOT NULL,
  "marketplace" text COLLATE "C" NOT NULL,
  "currency" text NOT NULL,
  "theirs_minor" bigint NOT NULL CHECK ("theirs_minor" >= 0),
  "ours_minor" bigint NOT NULL CHECK ("ours_minor" >= 0),
  "of_shop_id" integer REFERENCES "shop" ("id"),
  "bill_id" text COLLATE "C",
  "payout_no" integer,
  -- What the other side calls it.
  "reference" text NOT NULL,
  PRIMARY KEY ("run_id", "key")
);
CREATE INDEX "reconciliation_item_key_idx" ON "reconciliation_item" ("key");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reconciliation_item"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A difference that somebody has an explanation for; the latest counts. It stays a difference until the books catch up.
CREATE TABLE "reconciliation_note" (
  "id" SERIAL PRIMARY KEY,
  "key" text COLLATE "C" NOT NULL,
  "note" text NOT NULL CHECK (length("note") BETWEEN 1 AND 500),
  "by_key" text NOT NULL CHECK ("by_key" <> ''),
  "by_name" text NOT NULL,
  "at" timestamptz(3) NOT NULL
);
CREATE INDEX "reconciliation_note_key_id_idx" ON "reconciliation_note" ("key", "id");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reconciliation_note"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

GRANT SELECT ON "reconciliation_run", "reconciliation_total", "reconciliation_item", "reconciliation_note" TO "evenkeel_ops";
