-- Since when a run is to pause, and who asked for it: what waits is told by its age.
ALTER TABLE "close_run" ADD COLUMN "pause_asked_at" timestamptz(3), ADD COLUMN "pause_asked_by_name" text;
UPDATE "close_run" SET "pause_asked_at" = "asked_at", "pause_asked_by_name" = 'not kept' WHERE "pause_asked";
ALTER TABLE "close_run" DROP COLUMN "pause_asked",
  ADD CONSTRAINT "a_pause_has_who_asked" CHECK (("pause_asked_at" IS NULL) = ("pause_asked_by_name" IS NULL));
