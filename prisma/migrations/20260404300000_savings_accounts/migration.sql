-- Banks book a credit to a savings account under a code of its own. Accounts linked before this were all paid as checking accounts.
ALTER TABLE "bank_account"
  ADD COLUMN "account_kind" text NOT NULL DEFAULT 'checking' CHECK ("account_kind" IN ('checking', 'savings'));
CREATE TRIGGER "linked_kind" BEFORE UPDATE OF "account_kind"
  ON "bank_account" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
