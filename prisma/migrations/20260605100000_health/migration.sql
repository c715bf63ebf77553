-- Migrations that did not come to their end, for /api/health: the table of them is the owner's own.
CREATE FUNCTION "unfinished_migrations"() RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT count(*)::integer FROM "_prisma_migrations" WHERE "finished_at" IS NULL);
END $$;
REVOKE ALL ON FUNCTION "unfinished_migrations"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "unfinished_migrations"() TO "evenkeel_worker";
