-- Mail to people: an outbox, written by the transaction of what it tells and emptied by the worker.
CREATE TABLE "mail" (
  "id" SERIAL PRIMARY KEY,
  "key" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "recipient" text NOT NULL CHECK (position('@' IN "recipient") > 1),
  -- A line break in it would begin another header.
  "subject" text NOT NULL CHECK ("subject" <> '' AND "subject" !~ '[\r\n]'),
  -- Erased once it was sent outside the demo: links in it open doors.
  "text" text,
  "status" text NOT NULL DEFAULT 'queued' CHECK ("status" IN ('queued', 'sent', 'failed')),
  "attempts" integer NOT NULL DEFAULT 0 CHECK ("attempts" >= 0),
  "try_at" timestamptz(3) NOT NULL DEFAULT now(),
  "sent_at" timestamptz(3),
  "last_error" text,
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT "only_sent_mail_has_a_time" CHECK (("status" = 'sent') = ("sent_at" IS NOT NULL)),
  CONSTRAINT "mail_to_send_has_text" CHECK ("status" <> 'queued' OR "text" IS NOT NULL)
);
CREATE UNIQUE INDEX "mail_key_key" ON "mail" ("key");
CREATE INDEX "mail_to_send" ON "mail" ("try_at") WHERE "status" = 'queued';
