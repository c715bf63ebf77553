-- Who imports a bank file cannot alone turn much of it into a shop's credit (docs/decisions/0030).
ALTER TABLE "bank_line"
  -- The person of the marketplace; null for the command line, and for what was imported before this was kept.
  ADD COLUMN "imported_by" text COLLATE "C",
  -- What became credit, or soon will, on the word of the one who imported it alone; and the day, in UTC.
  ADD COLUMN "credited_alone_minor" bigint NOT NULL DEFAULT 0 CHECK ("credited_alone_minor" >= 0),
  ADD COLUMN "credited_alone_on" date,
  ADD CONSTRAINT "credit_has_its_day" CHECK (("credited_alone_minor" > 0) = ("credited_alone_on" IS NOT NULL)),
  ADD CONSTRAINT "only_booked_money_is_credit" CHECK ("credited_alone_minor" = 0 OR ("status" = 'matched' AND "imported_by" IS NOT NULL));
CREATE INDEX "bank_line_shop_id_credited_alone_on_idx" ON "bank_line" ("shop_id", "credited_alone_on");
