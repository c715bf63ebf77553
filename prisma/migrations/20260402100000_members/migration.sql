-- Who acts for whom: members and the users who sign in as them, the shops that each may see, invitations, the marketplace's own people.
-- The audit log of what they do. What keeps an action from being done twice.

ALTER TABLE "member"
  ADD COLUMN "user_id" text REFERENCES "auth_user" ("id"),
  ADD COLUMN "status" text NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'removed')),
  ADD COLUMN "shop_access" text NOT NULL DEFAULT 'all' CHECK ("shop_access" IN ('all', 'chosen')),
  ADD COLUMN "joined_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "removed_at" timestamptz(3),
  ADD CONSTRAINT "removed_members_say_when" CHECK (("status" = 'removed') = ("removed_at" IS NOT NULL)),
  ADD CONSTRAINT "who_manages_sees_every_shop" CHECK ("role" NOT IN ('owner', 'admin') OR "shop_access" = 'all');
-- A user is one member of a seller: invited again after a removal, they are the same member again.
CREATE UNIQUE INDEX "member_seller_id_user_id_key" ON "member" ("seller_id", "user_id");
CREATE INDEX "member_user_id_idx" ON "member" ("user_id");
GRANT INSERT, UPDATE ON "member" TO "evenkeel_app";
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "member" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The shops of a member whose access is 'chosen'. The keys see to it that they are the seller's own.
CREATE UNIQUE INDEX "shop_id_seller_id_key" ON "shop" ("id", "seller_id");
CREATE TABLE "member_shop" (
  "seller_id" integer NOT NULL,
  "member_no" integer NOT NULL,
  "shop_id" integer NOT NULL,
  PRIMARY KEY ("seller_id", "member_no", "shop_id"),
  FOREIGN KEY ("seller_id", "member_no") REFERENCES "member" ("seller_id", "no"),
  FOREIGN KEY ("shop_id", "seller_id") REFERENCES "shop" ("id", "seller_id")
);
CREATE INDEX "member_shop_shop_id_seller_id_idx" ON "member_shop" ("shop_id", "seller_id");
SELECT isolate_seller_table('member_shop', 'SELECT, INSERT, DELETE');

CREATE TABLE "invitation" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL,
  "email" text NOT NULL CHECK ("email" = lower("email") AND position('@' IN "email") > 1),
  "role" text NOT NULL CHECK ("role" IN ('owner', 'admin', 'finance', 'support', 'viewer')),
  "shop_access" text NOT NULL CHECK ("shop_access" IN ('all', 'chosen')),
  "shop_ids" integer[] NOT NULL DEFAULT ARRAY[]::integer[],
  -- SHA-256 of the token in the mail: whoever reads this table can accept nothing.
  "token_hash" bytea NOT NULL,
  "invited_by" text COLLATE "C" NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" timestamptz(3) NOT NULL,
  "accepted_at" timestamptz(3),
  "withdrawn_at" timestamptz(3),
  PRIMARY KEY ("seller_id", "id"),
  CONSTRAINT "accepted_or_withdrawn" CHECK ("accepted_at" IS NULL OR "withdrawn_at" IS NULL),
  CONSTRAINT "chosen_shops_are_named" CHECK (("shop_access" = 'chosen') = (cardinality("shop_ids") > 0)),
  CONSTRAINT "who_will_manage_sees_every_shop" CHECK ("role" NOT IN ('owner', 'admin') OR "shop_access" = 'all')
);
CREATE UNIQUE INDEX "invitation_id_key" ON "invitation" ("id");
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation" ("token_hash");
SELECT isolate_seller_table('invitation', 'SELECT, INSERT, UPDATE ("accepted_at", "withdrawn_at")');

-- The marketplace's own people.
CREATE TABLE "ops_member" (
  "person_key" text COLLATE "C" PRIMARY KEY,
  "user_id" text REFERENCES "auth_user" ("id"),
  "name" text NOT NULL,
  "email" text NOT NULL,
  "role" text NOT NULL CHECK ("role" IN ('ops-viewer', 'ops-agent', 'ops-lead')),
  "status" text NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'removed'))
);
CREATE UNIQUE INDEX "ops_member_user_id_key" ON "ops_member" ("user_id");

-- Audit log ----------------------------------------------------------------------------------------------------------
-- One chain per seller, and chain 0 for what belongs to none. Each entry's hash covers the one before, and the head of the chain says how
-- long it is: an entry that is changed, taken out or cut off at the end shows (the invariant AUDIT of `verify`).

CREATE TABLE "audit_entry" (
  "chain" integer NOT NULL,
  "no" integer NOT NULL CHECK ("no" > 0),
  "at" timestamptz(3) NOT NULL,
  "seller_id" integer REFERENCES "seller" ("id"),
  "shop_id" integer REFERENCES "shop" ("id"),
  -- Who did it, as they were then; null for the system itself.
  "actor_key" text COLLATE "C",
  "actor_name" text NOT NULL,
  "actor_role" text,
  "deed" text COLLATE "C" NOT NULL,
  "subject" text NOT NULL,
  "detail" json NOT NULL,
  "previous_hash" bytea NOT NULL,
  "hash" bytea NOT NULL,
  PRIMARY KEY ("chain", "no"),
  CONSTRAINT "chain_is_the_sellers" CHECK ("chain" = coalesce("seller_id", 0))
);
SELECT isolate_seller_table('audit_entry', 'SELECT, INSERT');
-- Deeds of people who belong to no seller, such as a visitor of an imported shop in the demo: written, and not read, by the application.
CREATE POLICY "of_no_seller" ON "audit_entry" FOR INSERT TO "evenkeel_app"
  WITH CHECK ("seller_id" IS NULL AND (SELECT app_seller_id()) IS NULL);
REVOKE UPDATE, DELETE ON "audit_entry" FROM "evenkeel_worker";
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Written by the trigger below alone.
CREATE TABLE "audit_chain" (
  "chain" integer PRIMARY KEY,
  "last_no" integer NOT NULL,
  "last_hash" bytea NOT NULL
);
REVOKE ALL ON "audit_chain" FROM "evenkeel_worker";
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "audit_chain" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE FUNCTION "audit_digest"("entry" "audit_entry") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256("entry"."previous_hash" || convert_to(jsonb_build_array(
    "entry"."chain", "entry"."no", to_char("entry"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    "entry"."seller_id", "entry"."shop_id", "entry"."actor_key", "entry"."actor_name", "entry"."actor_role",
    "entry"."deed", "entry"."subject", "entry"."detail"::text)::text, 'UTF8'))
$$;

-- Whoever writes an entry chooses neither its number, nor its time, nor its hashes. Runs as the owner: the head is nobody else's to write.
CREATE FUNCTION "chain_audit_entry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "head" "audit_chain";
BEGIN
  NEW."chain" := coalesce(NEW."seller_id", 0);
  INSERT INTO "audit_chain" ("chain", "last_no", "last_hash") VALUES (NEW."chain", 0, '') ON CONFLICT DO NOTHING;
  SELECT * INTO "head" FROM "audit_chain" c WHERE c."chain" = NEW."chain" FOR UPDATE;
  NEW."no" := "head"."last_no" + 1;
  NEW."at" := date_trunc('milliseconds', clock_timestamp());
  NEW."previous_hash" := "head"."last_hash";
  NEW."hash" := audit_digest(NEW);
  UPDATE "audit_chain" c SET "last_no" = NEW."no", "last_hash" = NEW."hash" WHERE c."chain" = NEW."chain";
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION "chain_audit_entry"() FROM PUBLIC;
CREATE TRIGGER "chained" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "chain_audit_entry"();

-- Actions ------------------------------------------------------------------------------------------------------------
-- A form that was sent: the same one again is given the same answer.
CREATE TABLE "action_key" (
  "person_key" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  -- What was asked: another request under the same key is refused.
  "fingerprint" text COLLATE "C" NOT NULL,
  -- Null while it is being done.
  "answer" json,
  "begun_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("person_key", "key")
);
CREATE INDEX "action_key_begun_at_idx" ON "action_key" ("begun_at");
