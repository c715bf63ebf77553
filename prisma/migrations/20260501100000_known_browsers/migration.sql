-- Browsers that somebody has signed in with, by the hash of what their cookie says: a sign-in from another one is told.
CREATE TABLE "known_browser" (
  "user_id" text COLLATE "C" NOT NULL REFERENCES "auth_user" ("id") ON DELETE CASCADE,
  "token_hash" bytea NOT NULL,
  "since" timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("user_id", "token_hash")
);
