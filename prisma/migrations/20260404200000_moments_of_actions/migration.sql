-- What a seller does takes effect at once (ADR 13), so its action writes the books of that shop: days that are over are closed first, then the
-- moment is posted. Policies keep it to the shops of who asks, triggers to what may be added. Whose a shop is and what it is called stay out
-- of its reach.
GRANT INSERT ON "statement", "line", "hold", "due_order", "allocation", "payout", "payout_item", "journal", "journal_entry", "shop_event"
  TO "evenkeel_app";
GRANT UPDATE ON "statement", "payout", "hold", "shop_state" TO "evenkeel_app";
GRANT UPDATE ("closed_through", "closed_on", "last_fact_no", "last_journal_no", "last_event_no", "available_minor", "in_transit_minor",
  "reserved_minor", "on_hold_minor", "owed_minor", "reserve_level", "settlement_tier", "activity", "negative_days", "measures",
  "active_hold_count", "pending_statement_count", "processing_statement_count", "paid_statement_count", "processing_payout_count",
  "paid_payout_count", "failed_payout_count", "returned_payout_count", "on_hold_order_count") ON "shop" TO "evenkeel_app";
-- The log of closes.
GRANT SELECT, INSERT, UPDATE ON "close_run" TO "evenkeel_app";
GRANT USAGE ON SEQUENCE "close_run_id_seq" TO "evenkeel_app";
-- The day on which a payout's file arrives counts: of files that hold a payout of the shop's.
SELECT isolate_table('payout_file', 'EXISTS (SELECT FROM payout_file_entry e WHERE e.file_id = "id")', 'SELECT');
