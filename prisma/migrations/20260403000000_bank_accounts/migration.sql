-- Bank accounts that their owners link, prove and choose from. Accounts that came with facts have no number here.

ALTER TABLE "bank_account"
  ADD COLUMN "status" text NOT NULL DEFAULT 'verified' CHECK ("status" IN ('unverified', 'verified', 'removed')),
  ADD COLUMN "account_type" text CHECK ("account_type" IN ('corporate', 'personal')),
  ADD COLUMN "routing_number" text CHECK ("routing_number" ~ '^\d{9}$'),
  -- The number itself, encrypted: key id, nonce, tag and cipher (src/server/gateways/account-vault.ts).
  ADD COLUMN "sealed_number" text,
  ADD COLUMN "becomes_primary" boolean NOT NULL DEFAULT false,
  ADD COLUMN "linked_by" text,
  ADD COLUMN "linked_at" timestamptz(3),
  ADD COLUMN "verified_at" timestamptz(3),
  ADD COLUMN "removed_at" timestamptz(3),
  ADD CONSTRAINT "only_four_are_shown" CHECK (length("last4") = 4),
  ADD CONSTRAINT "removed_means_when" CHECK (("status" = 'removed') = ("removed_at" IS NOT NULL)),
  ADD CONSTRAINT "unverified_means_not_yet" CHECK ("status" <> 'unverified' OR "verified_at" IS NULL),
  ADD CONSTRAINT "linked_accounts_have_a_number" CHECK (
    ("linked_at" IS NULL) = ("sealed_number" IS NULL) AND ("linked_at" IS NULL) = ("account_type" IS NULL)
  );
UPDATE "bank_account" b SET "verified_at" = (
  SELECT min(f."occurred_at") FROM "fact" f
   WHERE f."shop_id" = b."shop_id" AND f."type" = 'bank-account.verified' AND f."payload" ->> 'account' = b."account"
);

-- The two small amounts that prove an account; one proof per account.
CREATE TABLE "micro_deposit" (
  "shop_id" integer NOT NULL,
  "account" text COLLATE "C" NOT NULL,
  "first_minor" bigint NOT NULL CHECK ("first_minor" BETWEEN 1 AND 99),
  "second_minor" bigint NOT NULL CHECK ("second_minor" BETWEEN 1 AND 99),
  "sent_on" date NOT NULL,
  "arrives_on" date NOT NULL,
  "expires_on" date NOT NULL,
  "attempts" smallint NOT NULL DEFAULT 0 CHECK ("attempts" BETWEEN 0 AND 3),
  PRIMARY KEY ("shop_id", "account"),
  CONSTRAINT "arrives_after_it_was_sent" CHECK ("arrives_on" > "sent_on" AND "expires_on" >= "arrives_on"),
  FOREIGN KEY ("shop_id", "account") REFERENCES "bank_account" ("shop_id", "account")
);
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "micro_deposit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "sent" BEFORE UPDATE OF "shop_id", "account", "first_minor", "second_minor", "sent_on", "arrives_on", "expires_on"
  ON "micro_deposit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
-- What was linked stays what it was linked as.
CREATE TRIGGER "linked" BEFORE UPDATE OF "shop_id", "account", "account_type", "routing_number", "linked_by", "linked_at"
  ON "bank_account" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
