-- Sellers' own alert rules, how far each has been followed in each shop, and what it told (docs/decisions/0025).

CREATE TABLE "alert_rule" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL,
  -- Null for every shop of the seller, also later ones.
  "shop_id" integer,
  "kind" text NOT NULL,
  -- Minor units, days, or hundredths of a per cent, as the kind says; 0 for a kind without one.
  "threshold" bigint NOT NULL CHECK ("threshold" >= 0),
  "status" text NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'paused', 'deleted')),
  -- A rule that is changed or taken up again is followed anew: what was told under an earlier revision is over.
  "revision" integer NOT NULL DEFAULT 1 CHECK ("revision" > 0),
  "created_by" text COLLATE "C" NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("seller_id", "id"),
  FOREIGN KEY ("shop_id", "seller_id") REFERENCES "shop" ("id", "seller_id")
);
CREATE UNIQUE INDEX "alert_rule_id_key" ON "alert_rule" ("id");
-- Whoever may see some of the shops only sees the rules of these, and those of every shop.
SELECT isolate_table('alert_rule',
  '"seller_id" = (SELECT app_seller_id()) AND ("shop_id" IS NULL OR "shop_id" = ANY ((SELECT app_shop_ids())::integer[]))',
  'SELECT, INSERT, UPDATE ("kind", "threshold", "shop_id", "status", "revision")');

-- How far a rule has been followed in a shop; written by the worker.
CREATE TABLE "alert_watch" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "rule_id" text COLLATE "C" NOT NULL REFERENCES "alert_rule" ("id"),
  "revision" integer NOT NULL,
  "followed_through" date NOT NULL,
  PRIMARY KEY ("shop_id", "rule_id")
);
SELECT isolate_shop_table('alert_watch');

-- A condition that began to hold: told once, and over when it ended.
CREATE TABLE "alert" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "rule_id" text COLLATE "C" NOT NULL REFERENCES "alert_rule" ("id"),
  "revision" integer NOT NULL,
  "began_on" date NOT NULL,
  "ended_on" date,
  "reading" jsonb NOT NULL,
  PRIMARY KEY ("shop_id", "rule_id", "revision", "began_on"),
  CONSTRAINT "ends_after_it_begins" CHECK ("ended_on" > "began_on")
);
-- One at a time: a rule that holds does not begin again.
CREATE UNIQUE INDEX "alert_on" ON "alert" ("shop_id", "rule_id", "revision") WHERE "ended_on" IS NULL;
SELECT isolate_shop_table('alert');

-- Activity of a shop, to say when somebody last signed in or worked in it.
CREATE INDEX "fact_activity" ON "fact" ("shop_id", "effective_on") WHERE "type" = 'shop.activity';
