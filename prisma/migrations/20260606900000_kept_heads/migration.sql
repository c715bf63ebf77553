-- The head of the seals as a check of the books found it, for the console and the log: whoever keeps it elsewhere can compare it later.
ALTER TABLE "verification_run" ADD COLUMN "head" text COLLATE "C";
