-- Decisions of the marketplace's people about one shop (docs/decisions/0029): somebody proposes, somebody else confirms where it takes two.
-- What is confirmed writes a fact, and the engine does the rest; nothing here changes books.

CREATE TABLE "decision" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "id" text COLLATE "C" NOT NULL CHECK ("id" LIKE 'dcs\_%'),
  "kind" text NOT NULL CHECK ("kind" IN ('reserve-level', 'risk', 'reserve-exemption', 'adjustment', 'dispute', 'closure', 'payout-retry', 'write-off')),
  -- Texts by the name of the field, as src/contracts/decisions.ts reads them.
  "detail" jsonb NOT NULL CHECK (jsonb_typeof("detail") = 'object'),
  "reason" text NOT NULL CHECK (length("reason") BETWEEN 10 AND 1000),
  -- What the engine said would change when it was proposed; null where it could not be run.
  "effect" jsonb,
  -- How much money it is about, without a sign: what the limit for a second person counts.
  "moved_minor" bigint NOT NULL CHECK ("moved_minor" >= 0),
  "needs_second" boolean NOT NULL,
  "proposed_by" text NOT NULL,
  "proposed_name" text NOT NULL,
  "proposed_at" timestamptz(3) NOT NULL,
  "status" text NOT NULL DEFAULT 'open' CHECK ("status" IN ('open', 'confirmed', 'refused', 'withdrawn')),
  "decided_by" text,
  "decided_name" text,
  "decided_at" timestamptz(3),
  "note" text CHECK (length("note") BETWEEN 1 AND 1000),
  -- Ids of the facts that it wrote.
  "facts" text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY ("shop_id", "id"),
  CONSTRAINT "decided_means_by_whom_and_when" CHECK (
    ("status" = 'open') = ("decided_by" IS NULL) AND ("status" = 'open') = ("decided_name" IS NULL)
    AND ("status" = 'open') = ("decided_at" IS NULL)
  ),
  CONSTRAINT "a_second_person_where_it_takes_two" CHECK (
    "status" <> 'confirmed' OR ("decided_by" <> "proposed_by") = "needs_second"
  ),
  CONSTRAINT "others_refuse_one_withdraws" CHECK (
    "status" NOT IN ('refused', 'withdrawn') OR ("decided_by" = "proposed_by") = ("status" = 'withdrawn')
  ),
  CONSTRAINT "refused_means_why" CHECK ("status" <> 'refused' OR "note" IS NOT NULL),
  CONSTRAINT "confirmed_means_facts" CHECK (("status" = 'confirmed') = (cardinality("facts") > 0))
);
CREATE UNIQUE INDEX "decision_id_key" ON "decision" ("id");
-- The queue: open ones by age, decided ones by when.
CREATE INDEX "decision_open" ON "decision" ("proposed_at", "id") WHERE "status" = 'open';
CREATE INDEX "decision_decided" ON "decision" ("decided_at" DESC, "id" DESC) WHERE "status" <> 'open';
-- What somebody did alone in a shop on a day: the limit counts it all.
CREATE INDEX "decision_alone" ON "decision" ("shop_id", "proposed_by", "proposed_at") WHERE NOT "needs_second";

CREATE OR REPLACE FUNCTION "refuse_second_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % is decided; a decision stays', TG_TABLE_NAME, OLD."id";
END $$;
CREATE TRIGGER "decided_once" BEFORE UPDATE ON "decision"
  FOR EACH ROW WHEN (OLD."status" <> 'open') EXECUTE FUNCTION "refuse_second_decision"();
CREATE TRIGGER "proposed" BEFORE UPDATE OF "shop_id", "id", "kind", "detail", "reason", "effect", "moved_minor", "needs_second",
  "proposed_by", "proposed_name", "proposed_at" ON "decision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

SELECT isolate_shop_table('decision');
