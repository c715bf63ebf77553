-- Webhooks: notices brought to a server of the seller's own, signed, tried for days, and on record (docs/decisions/0022).

CREATE TABLE "webhook_endpoint" (
  "seller_id" integer NOT NULL REFERENCES "seller" ("id"),
  "id" text COLLATE "C" NOT NULL,
  "url" text NOT NULL CHECK ("url" ~ '^https?://'),
  -- Empty for every kind, also later ones.
  "kinds" text[] NOT NULL DEFAULT ARRAY[]::text[],
  "sealed_secret" text NOT NULL,
  -- Of the secret before, for as long as it still signs too.
  "sealed_old_secret" text,
  "old_secret_until" timestamptz(3),
  "status" text NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'disabled', 'removed')),
  -- Since when nothing has got through; null while something does.
  "failing_since" timestamptz(3),
  "created_by" text COLLATE "C" NOT NULL,
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("seller_id", "id"),
  CONSTRAINT "old_secrets_end" CHECK (("sealed_old_secret" IS NULL) = ("old_secret_until" IS NULL))
);
CREATE UNIQUE INDEX "webhook_endpoint_id_key" ON "webhook_endpoint" ("id");

CREATE TABLE "webhook_delivery" (
  "id" bigserial PRIMARY KEY,
  "seller_id" integer NOT NULL,
  "endpoint_id" text COLLATE "C" NOT NULL,
  -- What the receiver knows the event by: the same in every attempt and replay.
  "event_id" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "body" text NOT NULL,
  "status" text NOT NULL DEFAULT 'queued' CHECK ("status" IN ('queued', 'delivered', 'failed')),
  -- Since it was last asked for: a replay begins anew.
  "attempts" integer NOT NULL DEFAULT 0 CHECK ("attempts" >= 0),
  "try_at" timestamptz(3) NOT NULL DEFAULT now(),
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  "delivered_at" timestamptz(3),
  FOREIGN KEY ("seller_id", "endpoint_id") REFERENCES "webhook_endpoint" ("seller_id", "id")
);
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_event_id_key" ON "webhook_delivery" ("endpoint_id", "event_id");
CREATE INDEX "webhook_delivery_log" ON "webhook_delivery" ("seller_id", "endpoint_id", "id");
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" ("try_at") WHERE "status" = 'queued';

CREATE TABLE "webhook_attempt" (
  "id" bigserial PRIMARY KEY,
  "seller_id" integer NOT NULL,
  "delivery_id" bigint NOT NULL REFERENCES "webhook_delivery" ("id"),
  "at" timestamptz(3) NOT NULL DEFAULT now(),
  "took_ms" integer NOT NULL CHECK ("took_ms" >= 0),
  -- Null where no answer came.
  "status_code" integer,
  -- Why it did not get through, in words; null where it did.
  "problem" text,
  -- Beginning of what the receiver answered.
  "answer" text
);
CREATE INDEX "webhook_attempt_delivery_id_id_idx" ON "webhook_attempt" ("delivery_id", "id");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "webhook_attempt"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

SELECT isolate_seller_table('webhook_endpoint', 'SELECT, INSERT, UPDATE');
SELECT isolate_seller_table('webhook_delivery', 'SELECT, INSERT, UPDATE ("status", "attempts", "try_at")');
SELECT isolate_seller_table('webhook_attempt', 'SELECT');
