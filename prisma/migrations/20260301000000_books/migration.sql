-- The books. Every shop-owned table's primary key begins with shop_id. Ids that are ordered are COLLATE "C" (R1.6).
-- Amounts are minor units, signed from the shop's side (R1.1). Day and instant columns: date and timestamptz(3).

CREATE TABLE "seller" (
  "id" SERIAL PRIMARY KEY,
  "external_id" text COLLATE "C" NOT NULL,
  "name" text NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "seller_external_id_key" ON "seller" ("external_id");

CREATE TABLE "member" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "no" integer NOT NULL,
  "person_key" text COLLATE "C" NOT NULL,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "role" text NOT NULL CHECK ("role" IN ('owner', 'finance', 'customer-service')),
  PRIMARY KEY ("seller_id", "no")
);
CREATE UNIQUE INDEX "member_person_key_key" ON "member" ("person_key");

CREATE TABLE "shop" (
  "id" SERIAL PRIMARY KEY,
  "seller_id" integer REFERENCES "seller" ("id"),
  "external_id" text COLLATE "C" NOT NULL,
  "marketplace" text NOT NULL,
  "currency" text NOT NULL CHECK (length("currency") = 3),
  "name" text NOT NULL,
  "registration_type" text NOT NULL CHECK ("registration_type" IN ('corporate', 'individual', 'sole-proprietorship')),
  "registered_name" text NOT NULL,
  "opened_on" date NOT NULL,
  "closed_on" date,
  "closed_through" date,
  "last_fact_no" integer NOT NULL DEFAULT 0,
  "last_journal_no" integer NOT NULL DEFAULT 0,
  "last_event_no" integer NOT NULL DEFAULT 0,
  "available_minor" bigint NOT NULL DEFAULT 0,
  "in_transit_minor" bigint NOT NULL DEFAULT 0 CHECK ("in_transit_minor" >= 0),
  "reserved_minor" bigint NOT NULL DEFAULT 0 CHECK ("reserved_minor" >= 0),
  "on_hold_minor" bigint NOT NULL DEFAULT 0,
  "owed_minor" bigint NOT NULL DEFAULT 0,
  "reserve_level" smallint NOT NULL CHECK ("reserve_level" BETWEEN 0 AND 3),
  "settlement_tier" text NOT NULL CHECK ("settlement_tier" IN ('introductory', 'standard', 'accelerated', 'express')),
  "activity" text NOT NULL DEFAULT 'active' CHECK ("activity" IN ('active', 'inactive', 'products-removed', 'banned')),
  "negative_days" integer NOT NULL DEFAULT 0 CHECK ("negative_days" >= 0),
  "measures" text[] NOT NULL DEFAULT ARRAY[]::text[]
    CHECK ("measures" <@ ARRAY['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop']),
  "pending_statement_count" integer NOT NULL DEFAULT 0 CHECK ("pending_statement_count" >= 0),
  "processing_statement_count" integer NOT NULL DEFAULT 0 CHECK ("processing_statement_count" >= 0),
  "paid_statement_count" integer NOT NULL DEFAULT 0 CHECK ("paid_statement_count" >= 0),
  "processing_payout_count" integer NOT NULL DEFAULT 0 CHECK ("processing_payout_count" >= 0),
  "paid_payout_count" integer NOT NULL DEFAULT 0 CHECK ("paid_payout_count" >= 0),
  "failed_payout_count" integer NOT NULL DEFAULT 0 CHECK ("failed_payout_count" >= 0),
  "returned_payout_count" integer NOT NULL DEFAULT 0 CHECK ("returned_payout_count" >= 0),
  "active_hold_count" integer NOT NULL DEFAULT 0 CHECK ("active_hold_count" >= 0),
  "on_hold_order_count" integer NOT NULL DEFAULT 0 CHECK ("on_hold_order_count" >= 0),
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "owed_is_what_available_lacks" CHECK ("owed_minor" = greatest(0, -"available_minor")),
  CONSTRAINT "closes_after_opening" CHECK ("closed_through" >= "opened_on")
);
CREATE UNIQUE INDEX "shop_external_id_key" ON "shop" ("external_id");
CREATE INDEX "shop_seller_id_idx" ON "shop" ("seller_id");

CREATE TABLE "shop_state" (
  "shop_id" integer PRIMARY KEY REFERENCES "shop" ("id"),
  "state" json NOT NULL
);

CREATE TABLE "bank_account" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "account" text COLLATE "C" NOT NULL,
  "last4" text NOT NULL,
  "holder_name" text NOT NULL,
  PRIMARY KEY ("shop_id", "account")
);

CREATE TABLE "fact" (
  "shop_id" integer NOT NULL,
  "no" integer NOT NULL CHECK ("no" > 0),
  "id" text COLLATE "C" NOT NULL,
  "type" text NOT NULL,
  "order_id" text COLLATE "C",
  "occurred_at" timestamptz(3) NOT NULL,
  "occurred_on" date NOT NULL,
  "effective_on" date NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "payload" json NOT NULL,
  PRIMARY KEY ("shop_id", "no"),
  CONSTRAINT "takes_effect_once_it_occurred" CHECK ("effective_on" >= "occurred_on")
);
CREATE UNIQUE INDEX "fact_shop_id_id_key" ON "fact" ("shop_id", "id");
CREATE INDEX "fact_shop_id_order_id_no_idx" ON "fact" ("shop_id", "order_id", "no");
CREATE INDEX "fact_shop_id_effective_on_idx" ON "fact" ("shop_id", "effective_on");
-- Evaluation windows ask for orders by the day that they were placed (R10.2).
CREATE INDEX "fact_placed_on" ON "fact" ("shop_id", "occurred_on") INCLUDE ("order_id") WHERE "type" = 'order.placed';

CREATE TABLE "statement" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "no" integer NOT NULL CHECK ("no" > 0),
  "day" date NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('daily', 'bill-payment', 'reserve-draw')),
  "revenue_minor" bigint NOT NULL,
  "shipping_minor" bigint NOT NULL,
  "fees_minor" bigint NOT NULL,
  "adjustments_minor" bigint NOT NULL,
  "settlement_minor" bigint NOT NULL,
  "reserve_net_minor" bigint NOT NULL,
  "payable_minor" bigint NOT NULL,
  "open_minor" bigint NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('pending', 'processing', 'paid')),
  "payout_no" integer,
  "bill" text COLLATE "C",
  "order_count" integer NOT NULL CHECK ("order_count" >= 0),
  "line_count" integer NOT NULL CHECK ("line_count" > 0),
  PRIMARY KEY ("shop_id", "no"),
  CONSTRAINT "settlement_is_the_four_sums"
    CHECK ("settlement_minor" = "revenue_minor" + "shipping_minor" + "fees_minor" + "adjustments_minor"),
  CONSTRAINT "payable_is_settlement_and_reserve" CHECK ("payable_minor" = "settlement_minor" + "reserve_net_minor"),
  CONSTRAINT "pending_means_open" CHECK (("status" = 'pending') = ("open_minor" <> 0)),
  CONSTRAINT "open_lies_between_zero_and_payable" CHECK (
    "open_minor" = 0 OR (sign("open_minor") = sign("payable_minor") AND abs("open_minor") <= abs("payable_minor"))
  ),
  CONSTRAINT "only_bill_payments_name_a_bill" CHECK (("kind" = 'bill-payment') = ("bill" IS NOT NULL))
);
CREATE INDEX "statement_shop_id_day_no_idx" ON "statement" ("shop_id", "day", "no");
CREATE INDEX "statement_shop_id_status_no_idx" ON "statement" ("shop_id", "status", "no");
CREATE INDEX "statement_shop_id_payable_minor_no_idx" ON "statement" ("shop_id", "payable_minor", "no");
CREATE INDEX "statement_open" ON "statement" ("shop_id", "open_minor", "no") WHERE "open_minor" <> 0;

-- No foreign key to statement: checked once per COPY by "line_statement" below, which is stricter and does not cost half of its speed.
CREATE TABLE "line" (
  "shop_id" integer NOT NULL,
  "statement_no" integer NOT NULL,
  "line_no" integer NOT NULL CHECK ("line_no" > 0),
  "event" text NOT NULL CHECK ("event" IN ('settlement', 'refund', 'charge', 'chargeback', 'adjustment',
    'reserve-withheld', 'reserve-released', 'reserve-used', 'bill-payment', 'bill-payment-reversal')),
  "order_id" text COLLATE "C",
  "fact_no" integer,
  "policy_version" smallint NOT NULL,
  "revenue_minor" bigint NOT NULL,
  "shipping_minor" bigint NOT NULL,
  "fees_minor" bigint NOT NULL,
  "adjustments_minor" bigint NOT NULL,
  "reserve_minor" bigint NOT NULL,
  "breakdown" json NOT NULL,
  "withholding" json,
  PRIMARY KEY ("shop_id", "statement_no", "line_no"),
  CONSTRAINT "settlements_name_their_order" CHECK ("event" <> 'settlement' OR "order_id" IS NOT NULL)
);
-- Finds the lines of an order, and refuses a second settlement of it (R12.8): settlements share the key 0, other lines have one of their own.
CREATE UNIQUE INDEX "line_order_settles_once" ON "line" ("shop_id", "order_id",
  (CASE WHEN "event" = 'settlement' THEN 0::bigint ELSE "statement_no"::bigint * 4294967296 + "line_no" END));

CREATE TABLE "allocation" (
  "shop_id" integer NOT NULL,
  "no" integer NOT NULL CHECK ("no" > 0),
  "day" date NOT NULL,
  "credit_statement_no" integer NOT NULL,
  "debt_statement_no" integer NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  PRIMARY KEY ("shop_id", "no"),
  FOREIGN KEY ("shop_id", "credit_statement_no") REFERENCES "statement" ("shop_id", "no"),
  FOREIGN KEY ("shop_id", "debt_statement_no") REFERENCES "statement" ("shop_id", "no"),
  CHECK ("credit_statement_no" <> "debt_statement_no")
);
CREATE INDEX "allocation_shop_id_credit_statement_no_idx" ON "allocation" ("shop_id", "credit_statement_no");
CREATE INDEX "allocation_shop_id_debt_statement_no_idx" ON "allocation" ("shop_id", "debt_statement_no");

CREATE TABLE "payout" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "no" integer NOT NULL CHECK ("no" > 0),
  "initiated_on" date NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  "account" text COLLATE "C" NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('processing', 'paid', 'failed', 'returned')),
  "settled_on" date,
  "code" text,
  PRIMARY KEY ("shop_id", "no"),
  CONSTRAINT "processing_means_no_word_yet" CHECK (("status" = 'processing') = ("settled_on" IS NULL)),
  CONSTRAINT "failures_have_a_code" CHECK (("status" IN ('failed', 'returned')) = ("code" IS NOT NULL)),
  CONSTRAINT "settles_after_it_began" CHECK ("settled_on" >= "initiated_on"),
  FOREIGN KEY ("shop_id", "account") REFERENCES "bank_account" ("shop_id", "account")
);
CREATE INDEX "payout_shop_id_status_no_idx" ON "payout" ("shop_id", "status", "no");
CREATE INDEX "payout_shop_id_initiated_on_no_idx" ON "payout" ("shop_id", "initiated_on", "no");

CREATE TABLE "payout_item" (
  "shop_id" integer NOT NULL,
  "payout_no" integer NOT NULL,
  "statement_no" integer NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  PRIMARY KEY ("shop_id", "payout_no", "statement_no"),
  FOREIGN KEY ("shop_id", "payout_no") REFERENCES "payout" ("shop_id", "no"),
  FOREIGN KEY ("shop_id", "statement_no") REFERENCES "statement" ("shop_id", "no")
);
CREATE INDEX "payout_item_shop_id_statement_no_idx" ON "payout_item" ("shop_id", "statement_no");

CREATE TABLE "hold" (
  "shop_id" integer NOT NULL,
  "order_id" text COLLATE "C" NOT NULL,
  "settled_on" date NOT NULL,
  "release_on" date NOT NULL,
  "level" smallint NOT NULL CHECK ("level" BETWEEN 0 AND 3),
  "rate" text NOT NULL,
  "settlement_minor" bigint NOT NULL CHECK ("settlement_minor" > 0),
  "withheld_minor" bigint NOT NULL CHECK ("withheld_minor" > 0),
  "released_minor" bigint NOT NULL CHECK ("released_minor" >= 0),
  "used_minor" bigint NOT NULL CHECK ("used_minor" >= 0),
  PRIMARY KEY ("shop_id", "order_id"),
  CONSTRAINT "nothing_leaves_that_was_not_withheld" CHECK ("released_minor" + "used_minor" <= "withheld_minor"),
  CONSTRAINT "released_after_settlement" CHECK ("release_on" > "settled_on"),
  CONSTRAINT "withheld_from_the_settlement" CHECK ("withheld_minor" <= "settlement_minor")
);
CREATE INDEX "hold_shop_id_release_on_order_id_idx" ON "hold" ("shop_id", "release_on", "order_id");
CREATE INDEX "hold_remaining" ON "hold" ("shop_id", "settled_on", "order_id")
  WHERE "withheld_minor" > "released_minor" + "used_minor";

CREATE TABLE "due_order" (
  "shop_id" integer NOT NULL,
  "order_id" text COLLATE "C" NOT NULL,
  "delivered_on" date NOT NULL,
  "settles_on" date NOT NULL CHECK ("settles_on" >= "delivered_on"),
  PRIMARY KEY ("shop_id", "order_id")
);
CREATE INDEX "due_order_shop_id_settles_on_order_id_idx" ON "due_order" ("shop_id", "settles_on", "order_id");

CREATE TABLE "journal" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "no" integer NOT NULL CHECK ("no" > 0),
  "day" date NOT NULL,
  "source" text NOT NULL
    CHECK ("source" IN ('statement', 'payout-started', 'payout-paid', 'payout-failed', 'payout-returned')),
  "source_no" integer NOT NULL,
  PRIMARY KEY ("shop_id", "no")
);
CREATE UNIQUE INDEX "journal_shop_id_source_source_no_key" ON "journal" ("shop_id", "source", "source_no");

CREATE TABLE "journal_entry" (
  "shop_id" integer NOT NULL,
  "journal_no" integer NOT NULL,
  "entry_no" smallint NOT NULL,
  "account" text NOT NULL CHECK ("account" IN ('revenue-clearing', 'shipping-clearing', 'fees-clearing',
    'adjustments-clearing', 'bill-clearing', 'seller-balance', 'seller-reserve', 'payouts-in-transit', 'bank')),
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" <> 0),
  PRIMARY KEY ("shop_id", "journal_no", "entry_no")
);

CREATE TABLE "shop_event" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "no" integer NOT NULL CHECK ("no" > 0),
  "day" date NOT NULL,
  "kind" text NOT NULL,
  "detail" json NOT NULL,
  PRIMARY KEY ("shop_id", "no")
);
CREATE INDEX "shop_event_shop_id_kind_no_idx" ON "shop_event" ("shop_id", "kind", "no");

CREATE TABLE "clock" (
  "id" smallint PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "now_at" timestamptz(3)
);
INSERT INTO "clock" ("id", "now_at") VALUES (1, NULL);

CREATE TABLE "close_run" (
  "id" SERIAL PRIMARY KEY,
  "through" date NOT NULL,
  "started_at" timestamptz(3) NOT NULL,
  "finished_at" timestamptz(3),
  "shops" integer NOT NULL DEFAULT 0,
  "days" integer NOT NULL DEFAULT 0,
  "statements" integer NOT NULL DEFAULT 0,
  "payouts" integer NOT NULL DEFAULT 0,
  "error" text
);

-- What is written stays written -------------------------------------------------------------------------------------

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  "table_name" text;
BEGIN
  FOREACH "table_name" IN ARRAY ARRAY['fact', 'line', 'allocation', 'payout_item', 'journal', 'journal_entry', 'shop_event'] LOOP
    EXECUTE format('CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', "table_name");
  END LOOP;
  FOREACH "table_name" IN ARRAY ARRAY['shop', 'statement', 'payout', 'hold', 'due_order', 'bank_account'] LOOP
    EXECUTE format('CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', "table_name");
  END LOOP;
END $$;

-- UPDATE OF fires when a statement names such a column at all, so these cost nothing per row.
CREATE TRIGGER "closed" BEFORE UPDATE OF "shop_id", "no", "day", "kind", "revenue_minor", "shipping_minor", "fees_minor",
  "adjustments_minor", "settlement_minor", "reserve_net_minor", "payable_minor", "bill", "order_count", "line_count"
  ON "statement" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "started" BEFORE UPDATE OF "shop_id", "no", "initiated_on", "amount_minor", "account"
  ON "payout" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "withheld" BEFORE UPDATE OF "shop_id", "order_id", "settled_on", "level", "rate", "settlement_minor", "withheld_minor"
  ON "hold" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "given" BEFORE UPDATE ON "due_order" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Children belong to parents of the same transaction ------------------------------------------------------------------
-- A statement or journal that is committed is closed: nothing is added to it. Checked once per statement over all rows added,
-- by the parent's xmin; this stands in for a foreign key, since parents can neither be deleted nor renumbered.
-- Plans of these queries outlive the growth of the tables within a connection, so they are pinned to the index.

CREATE FUNCTION "check_line_statement"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  "stray" record;
BEGIN
  SELECT a."shop_id", a."statement_no", s."no" IS NULL AS "is_missing" INTO "stray"
    FROM (SELECT DISTINCT "shop_id", "statement_no" FROM "added") a
    LEFT JOIN "statement" s ON s."shop_id" = a."shop_id" AND s."no" = a."statement_no"
   WHERE s."no" IS NULL OR s.xmin <> pg_current_xact_id()::xid LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'statement % of shop % %: no line may be added', "stray"."statement_no", "stray"."shop_id",
      CASE WHEN "stray"."is_missing" THEN 'does not exist' ELSE 'is closed' END USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "line_statement" AFTER INSERT ON "line" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_line_statement"();

CREATE FUNCTION "check_entry_journal"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  "stray" record;
BEGIN
  SELECT a."shop_id", a."journal_no", j."no" IS NULL AS "is_missing" INTO "stray"
    FROM (SELECT DISTINCT "shop_id", "journal_no" FROM "added") a
    LEFT JOIN "journal" j ON j."shop_id" = a."shop_id" AND j."no" = a."journal_no"
   WHERE j."no" IS NULL OR j.xmin <> pg_current_xact_id()::xid LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal % of shop % %: no entry may be added', "stray"."journal_no", "stray"."shop_id",
      CASE WHEN "stray"."is_missing" THEN 'does not exist' ELSE 'is booked' END USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "entry_journal" AFTER INSERT ON "journal_entry" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_entry_journal"();

CREATE FUNCTION "check_shops_exist"() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT "shop_id" FROM "added") a
              WHERE NOT EXISTS (SELECT FROM "shop" s WHERE s."id" = a."shop_id")) THEN
    RAISE EXCEPTION 'a row of % names a shop that does not exist', TG_TABLE_NAME USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "fact_shop" AFTER INSERT ON "fact" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_shops_exist"();
CREATE TRIGGER "hold_shop" AFTER INSERT ON "hold" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_shops_exist"();
CREATE TRIGGER "due_order_shop" AFTER INSERT ON "due_order" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "check_shops_exist"();

-- Double entry: at commit, the entries of every journal of the transaction sum to zero (R12.1). Since entries cannot be added to a
-- committed journal, one check per journal covers them all.
CREATE FUNCTION "check_journal_balances"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "total" numeric;
BEGIN
  SELECT sum("amount_minor") INTO "total" FROM "journal_entry" WHERE "shop_id" = NEW."shop_id" AND "journal_no" = NEW."no";
  IF "total" <> 0 THEN
    RAISE EXCEPTION 'journal % of shop % does not balance: its entries sum to %', NEW."no", NEW."shop_id", "total"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "journal_balances" AFTER INSERT ON "journal" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "check_journal_balances"();
