-- Matching by ops: bank transfers by hand, facts that need a look, and what bank files brought (docs/decisions/0030).

-- Bank lines: two ways more to end ---------------------------------------------------------------------------------------
ALTER TABLE "bank_line" DROP CONSTRAINT "bank_line_status_check";
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_status_check"
  CHECK ("status" IN ('matched', 'suggested', 'unmatched', 'returned-to-sender', 'not-ours'));
ALTER TABLE "bank_line" DROP CONSTRAINT "only_unmatched_name_no_bill";
ALTER TABLE "bank_line" ADD CONSTRAINT "only_meant_for_a_bill_name_one"
  CHECK (("status" IN ('matched', 'suggested')) = ("bill_id" IS NOT NULL));
-- What waits, the oldest first; what is done, the latest first.
CREATE INDEX "bank_line_waiting" ON "bank_line" ("booked_on", "id") WHERE "status" IN ('suggested', 'unmatched');
CREATE INDEX "bank_line_done" ON "bank_line" ("id") WHERE "status" IN ('matched', 'returned-to-sender', 'not-ours');
-- A bill is searched for by its amount.
CREATE INDEX "bill_amount_minor_created_at_idx" ON "bill" ("amount_minor", "created_at");

-- Who decided what about a line. The bill's shop stands under a name of its own: no seller reads what ops wrote here.
CREATE TABLE "bank_line_decision" (
  "line_id" integer NOT NULL REFERENCES "bank_line" ("id"),
  "no" smallint NOT NULL CHECK ("no" > 0),
  "decision" text NOT NULL CHECK ("decision" IN ('accepted', 'declined', 'matched', 'returned-to-sender', 'not-ours')),
  -- The bill that was accepted, declined or chosen.
  "bill_shop_id" integer,
  "bill_id" text COLLATE "C",
  "reason" text NOT NULL CHECK (length("reason") <= 500),
  "decided_by" text NOT NULL CHECK ("decided_by" <> ''),
  "decided_by_name" text NOT NULL,
  "decided_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("line_id", "no"),
  FOREIGN KEY ("bill_shop_id", "bill_id") REFERENCES "bill" ("shop_id", "id"),
  CONSTRAINT "about_a_bill_or_about_none" CHECK (
    ("decision" IN ('accepted', 'declined', 'matched')) = ("bill_id" IS NOT NULL) AND ("bill_id" IS NULL) = ("bill_shop_id" IS NULL)),
  CONSTRAINT "saying_no_has_a_reason" CHECK ("decision" IN ('accepted', 'matched') OR "reason" <> '')
);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "bank_line_decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_table('bank_line_decision', 'false', 'SELECT');

-- Money that left ----------------------------------------------------------------------------------------------------------
-- Outgoing lines of the marketplace's own bank statements, with the payout that their text names, if it names one.
CREATE TABLE "bank_debit" (
  "id" SERIAL PRIMARY KEY,
  "fingerprint" text COLLATE "C" NOT NULL,
  "booked_on" date NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  "currency" text NOT NULL CHECK (length("currency") = 3),
  "counterparty" text NOT NULL DEFAULT '',
  "description" text NOT NULL DEFAULT '',
  -- The reference of a payout that the text holds, as it is written; the payout, if there is one of that reference.
  "trace" text COLLATE "C",
  "shop_id" integer,
  "payout_no" integer,
  "imported_at" timestamptz(3) NOT NULL,
  FOREIGN KEY ("shop_id", "payout_no") REFERENCES "payout" ("shop_id", "no"),
  CONSTRAINT "a_payout_is_known_by_its_reference" CHECK (
    ("shop_id" IS NULL) = ("payout_no" IS NULL) AND ("payout_no" IS NULL OR "trace" IS NOT NULL))
);
CREATE UNIQUE INDEX "bank_debit_fingerprint_key" ON "bank_debit" ("fingerprint");
CREATE INDEX "bank_debit_booked_on_id_idx" ON "bank_debit" ("booked_on", "id");
CREATE INDEX "bank_debit_shop_id_payout_no_idx" ON "bank_debit" ("shop_id", "payout_no");
SELECT isolate_shop_table('bank_debit');

-- Files of the bank that were imported, and the days that they tell of.
CREATE TABLE "bank_file" (
  "id" SERIAL PRIMARY KEY,
  "name" text NOT NULL CHECK (length("name") <= 120),
  "format" text NOT NULL,
  -- The days of its bookings; null where it held none.
  "from_on" date,
  "through_on" date CHECK ("through_on" >= "from_on"),
  "line_count" integer NOT NULL,
  "accepted_count" integer NOT NULL,
  "debit_count" integer NOT NULL,
  -- Null for the command line.
  "imported_by_name" text,
  "imported_at" timestamptz(3) NOT NULL
);
CREATE INDEX "bank_file_through_on_from_on_idx" ON "bank_file" ("through_on", "from_on");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "bank_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
GRANT SELECT ON "bank_file" TO "evenkeel_ops";

CREATE INDEX "payout_sent_back" ON "payout" ("settled_on" DESC, "shop_id" DESC, "no" DESC) WHERE "status" IN ('failed', 'returned');

-- Facts that need a look ----------------------------------------------------------------------------------------------------
-- Kept by the recording of facts: one that waits for its order is taken out when the order arrives (R2.3); the others stay (R2.5, R3.3).
CREATE TABLE "flagged_fact" (
  "shop_id" integer NOT NULL,
  "fact_no" integer NOT NULL,
  "flag" text NOT NULL CHECK ("flag" IN ('waiting', 'without-effect', 'unknown-kind')),
  "recorded_at" timestamptz(3) NOT NULL,
  "order_id" text COLLATE "C",
  "reason" text NOT NULL,
  "is_dismissed" boolean NOT NULL DEFAULT false,
  PRIMARY KEY ("shop_id", "fact_no", "flag"),
  FOREIGN KEY ("shop_id", "fact_no") REFERENCES "fact" ("shop_id", "no")
);
CREATE INDEX "flagged_fact_open" ON "flagged_fact" ("recorded_at", "shop_id", "fact_no", "flag") WHERE NOT "is_dismissed";
CREATE INDEX "flagged_fact_waiting" ON "flagged_fact" ("shop_id", "order_id") WHERE "flag" = 'waiting';
SELECT isolate_shop_table('flagged_fact');

-- Ops have seen a fact and need not see it again. It changes nothing: the fact stays, and has effect if its order arrives after all.
CREATE TABLE "fact_dismissal" (
  "shop_id" integer NOT NULL,
  "fact_no" integer NOT NULL,
  "flag" text NOT NULL,
  "reason" text NOT NULL CHECK (length("reason") BETWEEN 1 AND 500),
  "dismissed_by" text NOT NULL CHECK ("dismissed_by" <> ''),
  "dismissed_by_name" text NOT NULL,
  "dismissed_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "fact_no", "flag"),
  FOREIGN KEY ("shop_id", "fact_no") REFERENCES "fact" ("shop_id", "no")
);
CREATE INDEX "fact_dismissal_dismissed_at_idx" ON "fact_dismissal" ("dismissed_at");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "fact_dismissal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_shop_table('fact_dismissal');

-- What was recorded before.
INSERT INTO "flagged_fact" ("shop_id", "fact_no", "flag", "recorded_at", "order_id", "reason")
SELECT f."shop_id", f."no", 'waiting', f."recorded_at", f."order_id", 'its order has not arrived (R2.3)' FROM "fact" f
 WHERE f."order_id" IS NOT NULL AND NOT EXISTS (
   SELECT FROM "fact" p WHERE p."shop_id" = f."shop_id" AND p."order_id" = f."order_id" AND p."type" = 'order.placed');

INSERT INTO "flagged_fact" ("shop_id", "fact_no", "flag", "recorded_at", "order_id", "reason")
SELECT f."shop_id", f."no", 'unknown-kind', f."recorded_at", f."order_id",
       format('the kind "%s" is not one that the engine knows (R3.3)', f."payload" ->> 'kind') FROM "fact" f
 WHERE f."type" IN ('order.charged', 'adjustment.posted') AND f."payload" ->> 'kind' NOT IN ('actual-shipping-fee',
   'shipping-weight-discrepancy', 'return-shipping-fee', 'return-shipping-subsidy', 'shipping-subsidy', 'referral-fee', 'referral-fee-refund',
   'transaction-fee', 'affiliate-commission', 'campaign-service-fee', 'fulfilment-fee', 'sample-shipping-fee', 'late-dispatch-fee',
   'platform-penalty', 'platform-compensation', 'logistics-reimbursement', 'warranty-reimbursement', 'ads-payment', 'other-adjustment');

-- Refunds that had waited and came to more than their order sold for: judged in the order of recording, as the engine does (R2.5, R4.5).
DO $$
DECLARE
  "placed" record;
  "refund" record;
  "most" numeric;
  "refunded" numeric;
BEGIN
  FOR "placed" IN
    SELECT p."shop_id", p."order_id", p."payload" FROM "fact" p
     WHERE p."type" = 'order.placed' AND EXISTS (SELECT FROM "fact" r WHERE r."shop_id" = p."shop_id" AND r."order_id" = p."order_id"
                                                    AND r."type" = 'order.refunded' AND r."no" < p."no")
  LOOP
    SELECT sum((l ->> 'amount')::numeric) - coalesce(("placed"."payload" ->> 'sellerDiscount')::numeric, 0) INTO "most"
      FROM json_array_elements("placed"."payload" -> 'lines') l;
    "refunded" := 0;
    FOR "refund" IN
      SELECT r."no", r."recorded_at", (SELECT sum((l ->> 'amount')::numeric) FROM json_array_elements(r."payload" -> 'lines') l) AS "amount"
        FROM "fact" r WHERE r."shop_id" = "placed"."shop_id" AND r."order_id" = "placed"."order_id" AND r."type" = 'order.refunded'
       ORDER BY r."no"
    LOOP
      IF "refunded" + "refund"."amount" > "most" THEN
        INSERT INTO "flagged_fact" ("shop_id", "fact_no", "flag", "recorded_at", "order_id", "reason")
        VALUES ("placed"."shop_id", "refund"."no", 'without-effect', "refund"."recorded_at", "placed"."order_id",
                'refunds of the order would exceed what it sold for (R4.5)');
      ELSE
        "refunded" := "refunded" + "refund"."amount";
      END IF;
    END LOOP;
  END LOOP;
END $$;
