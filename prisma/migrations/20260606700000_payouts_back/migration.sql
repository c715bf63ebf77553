-- Money that came in and names a payout came back: it is compared with the payouts that failed or were returned, and pays no bill.
ALTER TABLE "bank_line"
  -- The reference of a payout that the text holds, as in bank_debit; the payout, if there is one of that reference.
  ADD COLUMN "trace" text COLLATE "C",
  ADD COLUMN "payout_shop_id" integer,
  ADD COLUMN "payout_no" integer,
  ADD CONSTRAINT "bank_line_payout_shop_id_payout_no_fkey" FOREIGN KEY ("payout_shop_id", "payout_no") REFERENCES "payout" ("shop_id", "no"),
  ADD CONSTRAINT "a_payout_is_known_by_its_reference" CHECK (
    ("payout_shop_id" IS NULL) = ("payout_no" IS NULL) AND ("payout_no" IS NULL OR "trace" IS NOT NULL));
CREATE INDEX "bank_line_payout_shop_id_payout_no_idx" ON "bank_line" ("payout_shop_id", "payout_no");

ALTER TABLE "reconciliation_total"
  DROP CONSTRAINT "reconciliation_total_flow_check",
  ADD CONSTRAINT "reconciliation_total_flow_check" CHECK ("flow" IN ('captured', 'refunded', 'disputed', 'given-back', 'paid-out', 'came-back'));
