-- Bills: paying a negative balance (R8). Amounts are minor units, positive.

CREATE TABLE "bill" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "id" text COLLATE "C" NOT NULL,
  -- What the browser called the request: the same request again makes the same bill.
  "key" text COLLATE "C" NOT NULL,
  "request" text NOT NULL CHECK ("request" IN ('full', 'statements', 'amount')),
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  "statements" integer[] NOT NULL DEFAULT ARRAY[]::integer[],
  "method" text CHECK ("method" IN ('card', 'bank-transfer')),
  "status" text NOT NULL
    CHECK ("status" IN ('unpaid', 'processing', 'paid', 'cleared', 'failed', 'cancelled', 'expired', 'reversed')),
  "needs_action" boolean NOT NULL DEFAULT false,
  -- Of a bank transfer: what the payer writes on it.
  "reference" text COLLATE "C",
  "created_by" text COLLATE "C",
  "created_at" timestamptz(3) NOT NULL,
  "expires_at" timestamptz(3) NOT NULL,
  "paid_at" timestamptz(3),
  "clears_at" timestamptz(3),
  "cleared_at" timestamptz(3),
  -- What was captured or arrived; what of it was taken back.
  "received_minor" bigint NOT NULL DEFAULT 0 CHECK ("received_minor" >= 0),
  "reversed_minor" bigint NOT NULL DEFAULT 0 CHECK ("reversed_minor" BETWEEN 0 AND "received_minor"),
  -- The bill-payment statement of its (last) clearing.
  "statement_no" integer,
  "failure_code" text,
  PRIMARY KEY ("shop_id", "id"),
  CONSTRAINT "only_processing_needs_action" CHECK (NOT "needs_action" OR "status" = 'processing'),
  CONSTRAINT "money_received_has_a_time" CHECK ("status" NOT IN ('paid', 'cleared', 'reversed') OR "paid_at" IS NOT NULL)
);
CREATE UNIQUE INDEX "bill_id_key" ON "bill" ("id");
CREATE UNIQUE INDEX "bill_shop_id_key_key" ON "bill" ("shop_id", "key");
CREATE UNIQUE INDEX "bill_reference_key" ON "bill" ("reference");
CREATE INDEX "bill_shop_id_created_at_id_idx" ON "bill" ("shop_id", "created_at", "id");
CREATE INDEX "bill_to_expire" ON "bill" ("expires_at") WHERE "status" = 'unpaid';
CREATE INDEX "bill_to_clear" ON "bill" ("clears_at") WHERE "status" = 'paid';

-- One attempt to charge a card. Its id is the idempotency key that the provider sees.
CREATE TABLE "bill_payment" (
  "shop_id" integer NOT NULL,
  "id" text COLLATE "C" NOT NULL,
  "bill_id" text COLLATE "C" NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  "card" text COLLATE "C" NOT NULL,
  "brand" text,
  "last4" text CHECK (length("last4") = 4),
  "status" text NOT NULL CHECK ("status" IN ('processing', 'captured', 'failed')),
  "provider_ref" text COLLATE "C",
  "action_url" text,
  "failure_code" text,
  "created_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("shop_id", "id"),
  FOREIGN KEY ("shop_id", "bill_id") REFERENCES "bill" ("shop_id", "id")
);
CREATE UNIQUE INDEX "bill_payment_id_key" ON "bill_payment" ("id");
CREATE UNIQUE INDEX "bill_payment_shop_id_bill_id_key_key" ON "bill_payment" ("shop_id", "bill_id", "key");
CREATE UNIQUE INDEX "bill_payment_provider_ref_key" ON "bill_payment" ("provider_ref");
-- At most one charge of a bill is on its way or done (R12.10).
CREATE UNIQUE INDEX "bill_payment_live" ON "bill_payment" ("shop_id", "bill_id") WHERE "status" <> 'failed';
CREATE INDEX "bill_payment_processing" ON "bill_payment" ("created_at") WHERE "status" = 'processing';

-- The card provider's customer of a seller: saved cards are the organisation's, not a shop's.
CREATE TABLE "card_customer" (
  "seller_id" integer PRIMARY KEY REFERENCES "seller" ("id"),
  "customer" text COLLATE "C" NOT NULL,
  "default_card" text COLLATE "C"
);
CREATE UNIQUE INDEX "card_customer_customer_key" ON "card_customer" ("customer");

-- Events of the card provider that were handled: one that comes again has no effect.
CREATE TABLE "provider_event" (
  "id" text COLLATE "C" PRIMARY KEY,
  "type" text NOT NULL,
  "handled_at" timestamptz(3) NOT NULL
);

-- Incoming lines of the marketplace's own bank statements. The same line again is known by its fingerprint.
CREATE TABLE "bank_line" (
  "id" SERIAL PRIMARY KEY,
  "fingerprint" text COLLATE "C" NOT NULL,
  "booked_on" date NOT NULL,
  "amount_minor" bigint NOT NULL CHECK ("amount_minor" > 0),
  "currency" text NOT NULL CHECK (length("currency") = 3),
  "counterparty" text NOT NULL DEFAULT '',
  "description" text NOT NULL DEFAULT '',
  "status" text NOT NULL CHECK ("status" IN ('matched', 'suggested', 'unmatched')),
  -- The bill that it was matched with, or that is suggested.
  "shop_id" integer,
  "bill_id" text COLLATE "C",
  "reason" text NOT NULL,
  "imported_at" timestamptz(3) NOT NULL,
  FOREIGN KEY ("shop_id", "bill_id") REFERENCES "bill" ("shop_id", "id"),
  CONSTRAINT "only_unmatched_name_no_bill" CHECK (("status" = 'unmatched') = ("bill_id" IS NULL))
);
CREATE UNIQUE INDEX "bank_line_fingerprint_key" ON "bank_line" ("fingerprint");
CREATE INDEX "bank_line_status_id_idx" ON "bank_line" ("status", "id");
