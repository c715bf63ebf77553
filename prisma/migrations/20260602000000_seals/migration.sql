-- Daily seals (docs/decisions/0028): for each shop and each closed day on which something was written, the hash of all of the day's rows that
-- never change, chained to the day before. Whoever moves a cent in a closed day, by whatever means, breaks the seal of that day.

CREATE TABLE "seal" (
  "shop_id" integer NOT NULL REFERENCES "shop" ("id"),
  "day" date NOT NULL,
  -- The last day before with a seal: a day on which nothing was written has none. Null for the first.
  "previous_day" date,
  -- Tables with rows of the day, by name; how many rows; a hash of 32 bytes each; the first 4 bytes of every row's own hash, so that the row
  -- that differs can be named.
  "parts" text[] NOT NULL CHECK (cardinality("parts") > 0),
  "row_counts" integer[] NOT NULL,
  "part_hashes" bytea NOT NULL,
  "marks" bytea NOT NULL,
  -- Empty for the first.
  "previous_hash" bytea NOT NULL,
  "hash" bytea NOT NULL CHECK (octet_length("hash") = 32),
  PRIMARY KEY ("shop_id", "day"),
  CONSTRAINT "follows_an_earlier_day" CHECK ("previous_day" < "day"),
  CONSTRAINT "the_first_follows_none" CHECK (("previous_day" IS NULL) = ("previous_hash" = '')),
  CONSTRAINT "a_count_and_a_hash_for_each_part" CHECK (
    cardinality("row_counts") = cardinality("parts") AND octet_length("part_hashes") = 32 * cardinality("parts")
  )
);
-- Hashes do not compress.
ALTER TABLE "seal" ALTER COLUMN "part_hashes" SET STORAGE EXTERNAL, ALTER COLUMN "marks" SET STORAGE EXTERNAL;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
SELECT isolate_shop_table('seal');
REVOKE INSERT, UPDATE, DELETE ON "seal" FROM "evenkeel_worker";

-- Rows of a day are found by it: few rows each, beside the lines.
CREATE INDEX "allocation_shop_id_day_idx" ON "allocation" ("shop_id", "day");
CREATE INDEX "hold_shop_id_settled_on_idx" ON "hold" ("shop_id", "settled_on");
CREATE INDEX "journal_shop_id_day_idx" ON "journal" ("shop_id", "day");
CREATE INDEX "shop_event_shop_id_day_idx" ON "shop_event" ("shop_id", "day");

/* Days are counted and instants measured, so that no setting of a session changes the text of a row. */
CREATE FUNCTION "day_number"("day" date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN "day" - DATE '2000-01-01';

CREATE FUNCTION "milliseconds"("at" timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (extract(epoch FROM "at") * 1000)::bigint;

/*
 * Every row that a seal covers, of some shops after a day each through a day each: what never changes of it. The keys order the rows of a table.
 * Of a statement, a payout and a hold that is not all: where they stand goes on changing.
 */
CREATE FUNCTION "sealed_row"("shops" integer[], "after" date[], "through" date[])
RETURNS TABLE ("shop_id" integer, "day" date, "part" text, "key_1" integer, "key_2" integer, "key_3" text, "digest" bytea)
LANGUAGE sql STABLE AS $$
  SELECT w.shop_id, f.effective_on, 'fact', f.no, 0, '', sha256(convert_to(ROW(f.no, f.id, f.type, f.order_id, milliseconds(f.occurred_at),
         day_number(f.occurred_on), day_number(f.effective_on), milliseconds(f.recorded_at), f.payload::text)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN fact f ON f.shop_id = w.shop_id AND f.effective_on > w.after AND f.effective_on <= w.through
  UNION ALL
  SELECT w.shop_id, s.day, 'statement', s.no, 0, '', sha256(convert_to(ROW(s.no, day_number(s.day), s.kind, s.revenue_minor, s.shipping_minor,
         s.fees_minor, s.adjustments_minor, s.settlement_minor, s.reserve_net_minor, s.payable_minor, s.bill, s.order_count, s.line_count)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN statement s ON s.shop_id = w.shop_id AND s.day > w.after AND s.day <= w.through
  UNION ALL
  SELECT w.shop_id, s.day, 'line', l.statement_no, l.line_no, '', sha256(convert_to(ROW(l.statement_no, l.line_no, l.event, l.order_id, l.fact_no,
         l.policy_version, l.revenue_minor, l.shipping_minor, l.fees_minor, l.adjustments_minor, l.reserve_minor, l.breakdown::text,
         l.withholding::text)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN statement s ON s.shop_id = w.shop_id AND s.day > w.after AND s.day <= w.through
    JOIN line l ON l.shop_id = s.shop_id AND l.statement_no = s.no
  UNION ALL
  SELECT w.shop_id, a.day, 'allocation', a.no, 0, '', sha256(convert_to(ROW(a.no, day_number(a.day), a.credit_statement_no, a.debt_statement_no,
         a.amount_minor)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN allocation a ON a.shop_id = w.shop_id AND a.day > w.after AND a.day <= w.through
  UNION ALL
  SELECT w.shop_id, p.initiated_on, 'payout', p.no, 0, '', sha256(convert_to(ROW(p.no, day_number(p.initiated_on), p.amount_minor, p.account)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN payout p ON p.shop_id = w.shop_id AND p.initiated_on > w.after AND p.initiated_on <= w.through
  UNION ALL
  SELECT w.shop_id, p.initiated_on, 'payout_item', i.payout_no, i.statement_no, '', sha256(convert_to(ROW(i.payout_no, i.statement_no, i.amount_minor)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN payout p ON p.shop_id = w.shop_id AND p.initiated_on > w.after AND p.initiated_on <= w.through
    JOIN payout_item i ON i.shop_id = p.shop_id AND i.payout_no = p.no
  UNION ALL
  SELECT w.shop_id, h.settled_on, 'hold', 0, 0, h.order_id, sha256(convert_to(ROW(h.order_id, day_number(h.settled_on), h.level, h.rate,
         h.settlement_minor, h.withheld_minor)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN hold h ON h.shop_id = w.shop_id AND h.settled_on > w.after AND h.settled_on <= w.through
  UNION ALL
  SELECT w.shop_id, j.day, 'journal', j.no, 0, '', sha256(convert_to(ROW(j.no, day_number(j.day), j.source, j.source_no)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN journal j ON j.shop_id = w.shop_id AND j.day > w.after AND j.day <= w.through
  UNION ALL
  SELECT w.shop_id, j.day, 'journal_entry', e.journal_no, e.entry_no, '', sha256(convert_to(ROW(e.journal_no, e.entry_no, e.account, e.amount_minor)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN journal j ON j.shop_id = w.shop_id AND j.day > w.after AND j.day <= w.through
    JOIN journal_entry e ON e.shop_id = j.shop_id AND e.journal_no = j.no
  UNION ALL
  SELECT w.shop_id, v.day, 'shop_event', v.no, 0, '', sha256(convert_to(ROW(v.no, day_number(v.day), v.kind, v.detail::text)::text, 'UTF8'))
    FROM unnest("shops", "after", "through") w (shop_id, after, through)
    JOIN shop_event v ON v.shop_id = w.shop_id AND v.day > w.after AND v.day <= w.through
$$;

/*
 * What the rows of each day come to, by table. Pinned to the indexes: the tables grow within a connection, and a plan from when they were small
 * would read them whole.
 */
CREATE FUNCTION "day_parts"("shops" integer[], "after" date[], "through" date[])
RETURNS TABLE ("shop_id" integer, "day" date, "parts" text[], "row_counts" integer[], "part_hashes" bytea, "marks" bytea)
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
  SELECT p.shop_id, p.day, array_agg(p.part ORDER BY p.part COLLATE "C"), array_agg(p.row_count ORDER BY p.part COLLATE "C"),
         string_agg(p.hash, '' ORDER BY p.part COLLATE "C"), string_agg(p.marks, '' ORDER BY p.part COLLATE "C")
    FROM (SELECT r.shop_id, r.day, r.part, count(*)::integer AS row_count,
                 sha256(string_agg(r.digest, '' ORDER BY r.key_1, r.key_2, r.key_3 COLLATE "C")) AS hash,
                 string_agg(substr(r.digest, 1, 4), '' ORDER BY r.key_1, r.key_2, r.key_3 COLLATE "C") AS marks
            FROM sealed_row("shops", "after", "through") r GROUP BY r.shop_id, r.day, r.part) p
   GROUP BY p.shop_id, p.day
$$;

/* What a seal says of its day: whose it is, which, how many rows of what, and their hashes. */
CREATE FUNCTION "seal_content"("shop" text, "day" date, "parts" text[], "row_counts" integer[], "part_hashes" bytea, "marks" bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(convert_to(ROW("shop", day_number("day"), "parts", "row_counts")::text, 'UTF8') || sha256("part_hashes") || sha256("marks"));

/* Each seal's hash covers the one before. */
CREATE FUNCTION "seal_link"("state" bytea, "content" bytea, "before_all" bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(coalesce("state", "before_all") || "content");
CREATE AGGREGATE "seal_chain"("content" bytea, "before_all" bytea) (SFUNC = "seal_link", STYPE = bytea);

/*
 * Seals every closed day of some shops that has rows and no seal yet, and is the only way to make one: whoever closes a day, be it by an action
 * of a seller, seals what is stored, and writes no seal of their own. @returns how many
 */
CREATE FUNCTION "seal_stored_days"("shops" integer[]) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH open AS (
    SELECT s.id, s.external_id, s.closed_through, last.day, coalesce(last.hash, '') AS hash
      FROM shop s LEFT JOIN LATERAL (SELECT l.day, l.hash FROM seal l WHERE l.shop_id = s.id ORDER BY l.day DESC LIMIT 1) last ON true
     WHERE s.id = ANY ("shops") AND s.closed_through > coalesce(last.day, '-infinity')
  ), span AS (
    SELECT coalesce(array_agg(id), '{}') AS ids, array_agg(coalesce(day, '-infinity')) AS after, array_agg(closed_through) AS through FROM open
  ), content AS (
    SELECT d.*, o.day AS last_day, o.hash AS last_hash,
           seal_content(o.external_id, d.day, d.parts, d.row_counts, d.part_hashes, d.marks) AS content
      FROM span CROSS JOIN LATERAL day_parts(span.ids, span.after, span.through) d JOIN open o ON o.id = d.shop_id
  ), chained AS (
    SELECT c.*, coalesce(lag(c.day) OVER w, c.last_day) AS previous_day, seal_chain(c.content, c.last_hash) OVER w AS hash
      FROM content c WINDOW w AS (PARTITION BY c.shop_id ORDER BY c.day)
  ), sealed AS (
    INSERT INTO seal (shop_id, day, previous_day, parts, row_counts, part_hashes, marks, previous_hash, hash)
    SELECT c.shop_id, c.day, c.previous_day, c.parts, c.row_counts, c.part_hashes, c.marks,
           coalesce(lag(c.hash) OVER (PARTITION BY c.shop_id ORDER BY c.day), c.last_hash), c.hash
      FROM chained c RETURNING 1
  )
  SELECT count(*)::integer FROM sealed
$$;
REVOKE ALL ON FUNCTION "seal_stored_days"(integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "seal_stored_days"(integer[]) TO "evenkeel_app", "evenkeel_worker";

/* The same, of those of the shops that the caller may see. */
CREATE FUNCTION "seal_days"("shops" integer[]) RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT seal_stored_days(coalesce(array_agg(s.id), '{}')) FROM shop s WHERE s.id = ANY ("shops")
$$;

/*
 * One hash over the last seal of every shop through a day: to be kept where whoever can write here cannot. Shops are numbered as they come, so
 * "the first so many" names the same ones for ever, whatever history a later one brings.
 */
CREATE FUNCTION "seal_head"("through" date, "last_shop" integer) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(coalesce(string_agg(sha256(convert_to(s.external_id, 'UTF8')) || int4send(day_number(last.day)) || last.hash, '' ORDER BY s.id), ''))
    FROM shop s CROSS JOIN LATERAL (
      SELECT l.day, l.hash FROM seal l WHERE l.shop_id = s.id AND l.day <= "through" ORDER BY l.day DESC LIMIT 1) last
   WHERE s.id <= "last_shop"
$$;

-- What is closed already is sealed as it is.
SELECT seal_days(array_agg("id")) FROM "shop";
