-- Notices: what people are told, one stream for all of it (docs/decisions/0022).

CREATE TABLE "notice" (
  "id" bigserial PRIMARY KEY,
  -- Names the happening: a second notice under it is not written.
  "key" text COLLATE "C" NOT NULL CHECK ("key" <> ''),
  "kind" text COLLATE "C" NOT NULL CHECK ("kind" <> ''),
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  -- Null where it concerns the organisation, not one of its shops.
  "shop_id" integer REFERENCES "shop" ("id"),
  -- Set where it concerns one member alone.
  "member_no" integer,
  "day" date NOT NULL,
  "at" timestamptz(3) NOT NULL,
  "detail" jsonb NOT NULL,
  -- Was long past when it was posted, as in an import: nobody is sent mail about last year.
  "is_history" boolean NOT NULL,
  FOREIGN KEY ("seller_id", "member_no") REFERENCES "member" ("seller_id", "no")
);
CREATE UNIQUE INDEX "notice_key_key" ON "notice" ("key");
CREATE INDEX "notice_seller_id_id_idx" ON "notice" ("seller_id", "id");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "notice"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What is still to be brought to people. A row goes with the transaction that has brought it.
CREATE TABLE "notice_to_deliver" (
  "notice_id" bigint PRIMARY KEY REFERENCES "notice" ("id")
);

-- A notice as one member has it.
CREATE TABLE "inbox_item" (
  "seller_id" integer NOT NULL,
  "member_no" integer NOT NULL,
  "notice_id" bigint NOT NULL REFERENCES "notice" ("id"),
  "read_at" timestamptz(3),
  PRIMARY KEY ("seller_id", "member_no", "notice_id"),
  FOREIGN KEY ("seller_id", "member_no") REFERENCES "member" ("seller_id", "no")
);
CREATE INDEX "inbox_item_unread" ON "inbox_item" ("seller_id", "member_no", "notice_id") WHERE "read_at" IS NULL;

-- Where a member wants it otherwise than by default.
CREATE TABLE "notice_preference" (
  "seller_id" integer NOT NULL,
  "member_no" integer NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "channel" text NOT NULL CHECK ("channel" IN ('inbox', 'mail')),
  "is_on" boolean NOT NULL,
  PRIMARY KEY ("seller_id", "member_no", "kind", "channel"),
  FOREIGN KEY ("seller_id", "member_no") REFERENCES "member" ("seller_id", "no")
);

-- Mails may bring an HTML part of their own; it goes with the text.
ALTER TABLE "mail" ADD COLUMN "html" text;

-- Of the organisation, and of a shop only for who may see that shop.
SELECT isolate_table('notice', '"seller_id" = (SELECT app_seller_id()) AND ("shop_id" IS NULL OR "shop_id" = ANY ((SELECT app_shop_ids())::integer[]))',
  'SELECT, INSERT');
SELECT isolate_seller_table('inbox_item', 'SELECT, UPDATE ("read_at")');
SELECT isolate_seller_table('notice_preference', 'SELECT, INSERT, UPDATE');

-- Each notice is put down to be delivered, and the worker is called, by the transaction that writes it. A job for each such transaction:
-- one for all would make them wait for one another.
CREATE FUNCTION "deliver_added_notices"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "notice_to_deliver" SELECT "id" FROM "added";
  IF FOUND THEN
    PERFORM "enqueue_job"('deliver-notices', NULL, NULL, 'deliver-notices:' || pg_current_xact_id()::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "to_deliver" AFTER INSERT ON "notice" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "deliver_added_notices"();
