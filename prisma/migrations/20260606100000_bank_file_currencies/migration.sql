-- A bank file tells of the accounts of its own currencies only: what was paid in another is not missed for it (docs/decisions/0030).
ALTER TABLE "bank_file" ADD COLUMN "currencies" text[] NOT NULL DEFAULT ARRAY[]::text[];
ALTER TABLE "bank_file" DISABLE TRIGGER "append_only";
-- What was imported before: the currencies of the lines of its days.
UPDATE "bank_file" SET "currencies" = ARRAY(
  SELECT "currency" FROM "bank_line" WHERE "booked_on" BETWEEN "from_on" AND "through_on"
  UNION SELECT "currency" FROM "bank_debit" WHERE "booked_on" BETWEEN "from_on" AND "through_on" ORDER BY 1);
ALTER TABLE "bank_file" ENABLE TRIGGER "append_only";
COMMENT ON COLUMN "bank_file"."imported_at" IS 'The machine''s time, as the runs that compare with it have.';
