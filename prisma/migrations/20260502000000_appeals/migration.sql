-- Appeals against measures (R9.3): a seller files one with words and files, the marketplace's own people grant or refuse it with a reason.
-- Granting also writes the fact appeal.granted, which is what lifts the measures in the books.

CREATE TABLE "appeal" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "id" text COLLATE "C" NOT NULL CHECK ("id" LIKE 'apl\_%'),
  -- What was in force when it was filed.
  "measures" text[] NOT NULL CHECK (cardinality("measures") > 0),
  "words" text NOT NULL CHECK (length("words") BETWEEN 1 AND 4000),
  "filed_by" text NOT NULL,
  "filed_name" text NOT NULL,
  "filed_at" timestamptz(3) NOT NULL,
  "status" text NOT NULL DEFAULT 'open' CHECK ("status" IN ('open', 'granted', 'refused')),
  "decided_by" text,
  "decided_name" text,
  "decided_at" timestamptz(3),
  "reason" text CHECK (length("reason") BETWEEN 1 AND 1000),
  PRIMARY KEY ("shop_id", "id"),
  CONSTRAINT "decided_means_by_whom_when_and_why" CHECK (
    ("status" = 'open') = ("decided_by" IS NULL) AND ("status" = 'open') = ("decided_name" IS NULL)
    AND ("status" = 'open') = ("decided_at" IS NULL) AND ("status" = 'open') = ("reason" IS NULL)
  )
);
CREATE UNIQUE INDEX "appeal_id_key" ON "appeal" ("id");
CREATE UNIQUE INDEX "one_open_appeal_a_shop" ON "appeal" ("shop_id") WHERE "status" = 'open';
-- The queue of the marketplace's people: open ones by age, decided ones by when.
CREATE INDEX "appeal_open" ON "appeal" ("filed_at", "id") WHERE "status" = 'open';
CREATE INDEX "appeal_decided" ON "appeal" ("decided_at" DESC, "id" DESC) WHERE "status" <> 'open';

CREATE FUNCTION "refuse_second_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'appeal % is decided; a decision stays', OLD."id";
END $$;
CREATE TRIGGER "decided_once" BEFORE UPDATE ON "appeal"
  FOR EACH ROW WHEN (OLD."status" <> 'open') EXECUTE FUNCTION "refuse_second_decision"();
CREATE TRIGGER "filed" BEFORE UPDATE OF "shop_id", "id", "measures", "words", "filed_by", "filed_name", "filed_at"
  ON "appeal" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "stays" BEFORE DELETE OR TRUNCATE ON "appeal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Kept as they came, scanned for nothing: they are only ever served to be saved, never shown by a browser (docs/decisions/0023).
CREATE TABLE "appeal_file" (
  "shop_id" integer NOT NULL,
  "appeal" text COLLATE "C" NOT NULL,
  "no" smallint NOT NULL CHECK ("no" BETWEEN 1 AND 3),
  "name" text NOT NULL CHECK (length("name") BETWEEN 1 AND 120),
  "media_type" text NOT NULL CHECK ("media_type" IN ('application/pdf', 'image/png', 'image/jpeg')),
  "content" bytea NOT NULL CHECK (octet_length("content") BETWEEN 1 AND 2097152),
  PRIMARY KEY ("shop_id", "appeal", "no"),
  FOREIGN KEY ("shop_id", "appeal") REFERENCES "appeal" ("shop_id", "id")
);
-- Pictures and PDF are compressed already.
ALTER TABLE "appeal_file" ALTER COLUMN "content" SET STORAGE EXTERNAL;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "appeal_file"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

SELECT isolate_shop_table('appeal', 'SELECT, INSERT');
SELECT isolate_shop_table('appeal_file', 'SELECT, INSERT');
