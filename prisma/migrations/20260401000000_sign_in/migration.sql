-- Sign-in: the tables of better-auth under names of ours, and the counters of attempts. Nothing in them belongs to a shop.

CREATE TABLE "auth_user" (
  "id" text COLLATE "C" PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL CHECK ("email" = lower("email")),
  "email_verified" boolean NOT NULL,
  "image" text,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "two_factor_enabled" boolean NOT NULL DEFAULT false,
  -- An invented person whose password everybody knows: production refuses to start beside one.
  "is_demo" boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user" ("email");

-- One browser that is signed in. Deleting the row signs it out at once.
CREATE TABLE "auth_session" (
  "id" text COLLATE "C" PRIMARY KEY,
  "expires_at" timestamptz(3) NOT NULL,
  "token" text COLLATE "C" NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "ip_address" text,
  "user_agent" text,
  "user_id" text COLLATE "C" NOT NULL REFERENCES "auth_user" ("id") ON DELETE CASCADE,
  -- Which of their memberships the user acts as.
  "person_key" text COLLATE "C",
  -- When the user last proved who they are, by password or one-time code.
  "fresh_at" timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session" ("token");
CREATE INDEX "auth_session_user_id_idx" ON "auth_session" ("user_id");
CREATE INDEX "auth_session_expires_at_idx" ON "auth_session" ("expires_at");

-- How a user proves who they are; here only by password (provider "credential"), hashed by scrypt.
CREATE TABLE "auth_account" (
  "id" text COLLATE "C" PRIMARY KEY,
  "account_id" text COLLATE "C" NOT NULL,
  "provider_id" text COLLATE "C" NOT NULL,
  "user_id" text COLLATE "C" NOT NULL REFERENCES "auth_user" ("id") ON DELETE CASCADE,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" timestamptz(3),
  "refresh_token_expires_at" timestamptz(3),
  "scope" text,
  "password" text,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX "auth_account_provider_id_account_id_key" ON "auth_account" ("provider_id", "account_id");
CREATE INDEX "auth_account_user_id_idx" ON "auth_account" ("user_id");

-- What is open for a short time: resets of passwords and sign-ins that wait for their second step. Identifiers are hashed.
CREATE TABLE "auth_verification" (
  "id" text COLLATE "C" PRIMARY KEY,
  "identifier" text COLLATE "C" NOT NULL,
  "value" text NOT NULL,
  "expires_at" timestamptz(3) NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL
);
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification" ("identifier");
CREATE INDEX "auth_verification_expires_at_idx" ON "auth_verification" ("expires_at");

-- The secret of a user's one-time codes and their recovery codes, both encrypted.
CREATE TABLE "auth_two_factor" (
  "id" text COLLATE "C" PRIMARY KEY,
  "secret" text NOT NULL,
  "backup_codes" text NOT NULL,
  "user_id" text COLLATE "C" NOT NULL REFERENCES "auth_user" ("id") ON DELETE CASCADE,
  -- False until the first code was right.
  "verified" boolean NOT NULL DEFAULT true,
  "failed_verification_count" integer NOT NULL DEFAULT 0,
  "locked_until" timestamptz(3)
);
CREATE UNIQUE INDEX "auth_two_factor_user_id_key" ON "auth_two_factor" ("user_id");

-- Attempts within a window of time, by what is limited.
CREATE TABLE "auth_rate_limit" (
  "key" text COLLATE "C" PRIMARY KEY,
  "count" integer NOT NULL CHECK ("count" > 0),
  "resets_at" timestamptz(3) NOT NULL
);
CREATE INDEX "auth_rate_limit_resets_at_idx" ON "auth_rate_limit" ("resets_at");
