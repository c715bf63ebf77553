-- Many shops on one page, their daily checklist, saved views, and bills of several shops that are paid in one go.

-- Orders that wait to be shipped, kept as facts arrive: /shops shows how many, and counting them among all facts would take a look at each
-- order of the last months. An order is here from its placing until it is shipped, delivered or cancelled.
CREATE TABLE "pending_order" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "order_id" text COLLATE "C" NOT NULL,
  "ship_by" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "order_id")
);
CREATE INDEX "pending_order_shop_id_ship_by_idx" ON "pending_order" ("shop_id", "ship_by");
SELECT isolate_shop_table('pending_order');

-- Within what was added first, where a file of old orders drops out; what is left is looked up order by order. Facts may come in any order
-- (R2.3), so both ways are seen to.
CREATE FUNCTION "keep_pending_orders"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "pending_order" ("shop_id", "order_id", "ship_by")
  SELECT p."shop_id", p."order_id", (p."payload" ->> 'shipBy')::timestamptz FROM "added" p
   WHERE p."type" = 'order.placed'
     AND NOT EXISTS (SELECT FROM "added" e WHERE e."shop_id" = p."shop_id" AND e."order_id" = p."order_id"
                        AND e."type" IN ('order.shipped', 'order.delivered', 'order.cancelled'))
     AND NOT EXISTS (SELECT FROM "fact" f WHERE f."shop_id" = p."shop_id" AND f."order_id" = p."order_id"
                        AND f."type" IN ('order.shipped', 'order.delivered', 'order.cancelled') OFFSET 0);
  DELETE FROM "pending_order" p USING "added" e
   WHERE e."type" IN ('order.shipped', 'order.delivered', 'order.cancelled')
     AND p."shop_id" = e."shop_id" AND p."order_id" = e."order_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "fact_pending_order" AFTER INSERT ON "fact" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_pending_orders"();

INSERT INTO "pending_order" ("shop_id", "order_id", "ship_by")
SELECT p."shop_id", p."order_id", (p."payload" ->> 'shipBy')::timestamptz FROM "fact" p
 WHERE p."type" = 'order.placed'
   AND NOT EXISTS (SELECT FROM "fact" e WHERE e."shop_id" = p."shop_id" AND e."order_id" = p."order_id"
                      AND e."type" IN ('order.shipped', 'order.delivered', 'order.cancelled'));

-- The daily checklist: what somebody stated to have checked, on which day of the shop, and what the books said then. What was stated by
-- mistake is opened again by a later entry; nothing is taken back.
CREATE TABLE "checklist_entry" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "id" text COLLATE "C" NOT NULL,
  "day" date NOT NULL,
  "item" text NOT NULL CHECK ("item" IN ('activity', 'balance', 'review-complaints', 'response-rate', 'pending-orders', 'ip-warnings',
    'account-security', 'disputes', 'reserve-level')),
  "deed" text NOT NULL CHECK ("deed" IN ('checked', 'reopened')),
  -- What the books said: 'none' where Evenkeel holds nothing about it.
  "finding" text NOT NULL CHECK ("finding" IN ('ok', 'attention', 'none')),
  "note" text NOT NULL DEFAULT '' CHECK (length("note") <= 500),
  "by_key" text COLLATE "C" NOT NULL,
  "by_name" text NOT NULL,
  "at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "id")
);
CREATE INDEX "checklist_entry_shop_id_day_item_id_idx" ON "checklist_entry" ("shop_id", "day", "item", "id");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "checklist_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_shop_table('checklist_entry', 'SELECT, INSERT');

-- What the checklist says of account security, of the seller who asks and nobody else: how many can do something about money or members,
-- and how many of them sign in without a second step.
CREATE FUNCTION "app_seller_security"() RETURNS TABLE ("trusted_count" integer, "unprotected_count" integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT count(*)::integer, count(*) FILTER (WHERE u."two_factor_enabled" IS NOT TRUE)::integer
      FROM "member" m LEFT JOIN "auth_user" u ON u."id" = m."user_id"
     WHERE m."seller_id" = "app_seller_id"() AND m."status" = 'active' AND m."role" IN ('owner', 'admin', 'finance');
  END;
REVOKE ALL ON FUNCTION "app_seller_security"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "app_seller_security"() TO "evenkeel_app", "evenkeel_worker";

-- A person's own views of /shops: a name for what stands in its address.
CREATE TABLE "saved_view" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL,
  "person_key" text COLLATE "C" NOT NULL,
  "name" text NOT NULL CHECK (length("name") BETWEEN 1 AND 60),
  "query" text NOT NULL CHECK (length("query") <= 500),
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("seller_id", "id")
);
CREATE UNIQUE INDEX "saved_view_seller_id_person_key_name_key" ON "saved_view" ("seller_id", "person_key", "name");
SELECT isolate_seller_table('saved_view', 'SELECT, INSERT, UPDATE, DELETE');

-- Bills of several shops that are paid by one confirmation, each by a charge of its own.
CREATE TABLE "bill_batch" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL,
  -- What the form called it: sent twice, it makes one.
  "key" text COLLATE "C" NOT NULL,
  "currency" text NOT NULL CHECK (length("currency") = 3),
  "created_by" text COLLATE "C" NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  -- The payment that was asked for last: its number, what its form called it, and its card.
  "attempt" integer NOT NULL DEFAULT 0 CHECK ("attempt" >= 0),
  "attempt_key" text COLLATE "C",
  "card" text COLLATE "C",
  PRIMARY KEY ("seller_id", "id"),
  CONSTRAINT "an_attempt_has_a_card" CHECK (("attempt" = 0) = ("attempt_key" IS NULL) AND ("attempt" = 0) = ("card" IS NULL))
);
CREATE UNIQUE INDEX "bill_batch_seller_id_key_key" ON "bill_batch" ("seller_id", "key");
SELECT isolate_seller_table('bill_batch', 'SELECT, INSERT, UPDATE');

CREATE TABLE "bill_batch_item" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "batch_id" text COLLATE "C" NOT NULL,
  "seller_id" integer NOT NULL,
  -- Null where no bill could be made; then why.
  "bill_id" text COLLATE "C",
  "refusal" text,
  -- What was confirmed for it last: nothing else is charged.
  "confirmed_minor" bigint CHECK ("confirmed_minor" > 0),
  -- The attempt that is asked for it, and the one that was carried out.
  "asked_attempt" integer NOT NULL DEFAULT 0,
  "done_attempt" integer NOT NULL DEFAULT 0,
  PRIMARY KEY ("shop_id", "batch_id"),
  FOREIGN KEY ("shop_id", "bill_id") REFERENCES "bill" ("shop_id", "id"),
  FOREIGN KEY ("seller_id", "batch_id") REFERENCES "bill_batch" ("seller_id", "id"),
  CONSTRAINT "a_bill_or_why_not" CHECK ("bill_id" IS NOT NULL OR "refusal" IS NOT NULL),
  CONSTRAINT "carried_out_once_asked" CHECK ("done_attempt" <= "asked_attempt"),
  CONSTRAINT "asked_of_a_confirmed_bill" CHECK ("asked_attempt" = 0 OR ("bill_id" IS NOT NULL AND "confirmed_minor" IS NOT NULL))
);
CREATE INDEX "bill_batch_item_seller_id_batch_id_idx" ON "bill_batch_item" ("seller_id", "batch_id");
CREATE INDEX "bill_batch_item_shop_id_bill_id_idx" ON "bill_batch_item" ("shop_id", "bill_id");
SELECT isolate_shop_table('bill_batch_item', 'SELECT, INSERT, UPDATE');
