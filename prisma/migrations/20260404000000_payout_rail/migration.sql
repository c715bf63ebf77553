-- Files of payouts for a real bank: which payout went out in which, so that none goes out twice and none counts as paid that never went.
CREATE TABLE "payout_file" (
  -- The day on which it was made and a letter: "2026-03-11-A".
  "id" text COLLATE "C" PRIMARY KEY,
  "marketplace" text COLLATE "C" NOT NULL,
  "created_on" date NOT NULL,
  "modifier" text COLLATE "C" NOT NULL CHECK ("modifier" ~ '^[A-Z0-9]$'),
  "effective_on" date NOT NULL CHECK ("effective_on" > "created_on"),
  UNIQUE ("created_on", "modifier")
);

CREATE TABLE "payout_file_entry" (
  "shop_id" integer NOT NULL,
  "payout_no" integer NOT NULL,
  "file_id" text COLLATE "C" NOT NULL REFERENCES "payout_file" ("id"),
  PRIMARY KEY ("shop_id", "payout_no"),
  FOREIGN KEY ("shop_id", "payout_no") REFERENCES "payout" ("shop_id", "no")
);
CREATE INDEX "payout_file_entry_file_id_idx" ON "payout_file_entry" ("file_id");

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payout_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payout_file_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
