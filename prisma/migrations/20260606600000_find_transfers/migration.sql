-- Ops look for one transfer among those of years: by its amount, its day, the shop that it paid for, or by words of the payer and the bank.
CREATE INDEX "bank_line_amount_minor_id_idx" ON "bank_line" ("amount_minor", "id");
CREATE INDEX "bank_line_booked_on_id_idx" ON "bank_line" ("booked_on", "id");
CREATE INDEX "bank_line_shop_id_id_idx" ON "bank_line" ("shop_id", "id");
-- Punctuation goes first: to the parser "INV-2026" would be a word and a negative number. listFoundLines writes the same expression.
CREATE INDEX "bank_line_words" ON "bank_line"
  USING gin (to_tsvector('simple', regexp_replace("counterparty" || ' ' || "description", '[^[:alnum:]]+', ' ', 'g')));
