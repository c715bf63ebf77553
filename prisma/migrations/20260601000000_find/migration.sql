-- What ops finds shops, statements and payouts by, across all shops (docs/decisions/0027).

-- Kept by the close on the row of the shop, so that a list across shops need not open the state of each.
ALTER TABLE "shop"
  ADD COLUMN "payout_failed" boolean NOT NULL DEFAULT false,
  -- Why its pending statements are pending; all of a shop have the same reason (R6.4, R7.1). Null before the first close.
  ADD COLUMN "pending_reason" text CHECK ("pending_reason" IN ('negative-balance', 'shop-closed', 'withdrawals-frozen', 'payout-failed',
    'no-bank-account', 'below-minimum', 'scheduled'));

-- What a seller asks for may close days that are over, as the application.
GRANT UPDATE ("payout_failed", "pending_reason") ON "shop" TO "evenkeel_app";

-- Until the next close says it exactly: a shop below the minimum is taken for a scheduled one.
UPDATE "shop" s SET
  "payout_failed" = coalesce((t."state" ->> 'payoutFailed')::boolean, false),
  "pending_reason" = CASE
    WHEN s."closed_through" IS NULL THEN NULL
    WHEN s."available_minor" < 0 THEN 'negative-balance'
    WHEN s."closed_on" IS NOT NULL THEN 'shop-closed'
    WHEN s."measures" && ARRAY['freeze-withdrawals', 'deactivate-shop'] THEN 'withdrawals-frozen'
    WHEN (t."state" ->> 'payoutFailed')::boolean THEN 'payout-failed'
    WHEN t."state" ->> 'payoutAccount' IS NULL THEN 'no-bank-account'
    ELSE 'scheduled' END
  FROM "shop_state" t WHERE t."shop_id" = s."id";

-- Lists of statements across all shops. Two whole indexes, for the two orders in which a million rows are walked; the others hold the few rows
-- that are open, not paid, or no daily ones. Measured in the ADR: what they cost the close.
CREATE INDEX "statement_day_shop_id_no_idx" ON "statement" ("day", "shop_id", "no");
CREATE INDEX "statement_payable_minor_shop_id_no_idx" ON "statement" ("payable_minor", "shop_id", "no");
CREATE INDEX "statement_open_everywhere" ON "statement" ("open_minor", "shop_id", "no") WHERE "open_minor" <> 0;
CREATE INDEX "statement_unpaid" ON "statement" ("day", "shop_id", "no") WHERE "status" <> 'paid';
CREATE INDEX "statement_not_daily" ON "statement" ("day", "shop_id", "no") WHERE "kind" <> 'daily';

-- Payouts across shops: those that went wrong first.
CREATE INDEX "payout_initiated_on_shop_id_no_idx" ON "payout" ("initiated_on", "shop_id", "no");
CREATE INDEX "payout_went_wrong" ON "payout" ("initiated_on", "shop_id", "no") WHERE "status" IN ('failed', 'returned');

-- What the list of a seller's shops reads of the seller who asks; of the marketplace's own people it is nothing.
GRANT EXECUTE ON FUNCTION "app_seller_security"() TO "evenkeel_ops";

-- Notes of the marketplace's own people on a shop, or on one of its statements. No seller sees them.
CREATE TABLE "shop_note" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "id" text COLLATE "C" NOT NULL CHECK ("id" LIKE 'not\_%'),
  "statement_no" integer CHECK ("statement_no" > 0),
  "words" text NOT NULL CHECK (length("words") BETWEEN 1 AND 2000),
  "by_key" text COLLATE "C" NOT NULL,
  "by_name" text NOT NULL,
  -- Of the machine's time: when somebody wrote it.
  "at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "id"),
  FOREIGN KEY ("shop_id", "statement_no") REFERENCES "statement" ("shop_id", "no")
);
CREATE INDEX "shop_note_shop_id_statement_no_id_idx" ON "shop_note" ("shop_id", "statement_no", "id");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "shop_note"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_shop_table('shop_note');
REVOKE ALL ON "shop_note" FROM "evenkeel_app";
DROP POLICY "own_rows" ON "shop_note";

-- Views that one of the marketplace's own people keeps of a list: a name for what stands in its address.
CREATE TABLE "ops_saved_view" (
  "person_key" text COLLATE "C" NOT NULL,
  "id" text COLLATE "C" NOT NULL,
  "list" text COLLATE "C" NOT NULL CHECK ("list" IN ('shops', 'statements', 'payouts')),
  "name" text NOT NULL CHECK (length("name") BETWEEN 1 AND 60),
  "query" text NOT NULL CHECK (length("query") <= 500),
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("person_key", "id")
);
CREATE UNIQUE INDEX "ops_saved_view_person_key_list_name_key" ON "ops_saved_view" ("person_key", "list", "name");
GRANT SELECT, INSERT, UPDATE, DELETE ON "ops_saved_view" TO "evenkeel_worker";
GRANT SELECT ON "ops_saved_view" TO "evenkeel_ops";

-- While it is open, a session of ops sees a seller's pages as the seller's members do, and does nothing. One per session at a time.
CREATE TABLE "seller_view" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL CHECK ("id" LIKE 'svw\_%'),
  "session_id" text COLLATE "C" NOT NULL,
  "person_key" text COLLATE "C" NOT NULL,
  "purpose" text NOT NULL CHECK (length("purpose") BETWEEN 3 AND 200),
  "begun_at" timestamptz(3) NOT NULL,
  "until" timestamptz(3) NOT NULL,
  "left_at" timestamptz(3),
  PRIMARY KEY ("seller_id", "id"),
  CONSTRAINT "half_an_hour_at_most" CHECK ("until" > "begun_at" AND "until" <= "begun_at" + interval '30 minutes')
);
CREATE UNIQUE INDEX "one_view_a_session" ON "seller_view" ("session_id") WHERE "left_at" IS NULL;
CREATE TRIGGER "begun" BEFORE UPDATE OF "seller_id", "id", "session_id", "person_key", "purpose", "begun_at", "until" ON "seller_view"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "seller_view"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_seller_table('seller_view');
REVOKE ALL ON "seller_view" FROM "evenkeel_app";
DROP POLICY "own_rows" ON "seller_view";
