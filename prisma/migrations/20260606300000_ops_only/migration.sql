-- What only the marketplace's people write and read of a shop is closed to the application's role, as notes are: a proposal that waits, who
-- decided what about a bank line, facts that need a look and who dismissed them, closes and checks that failed (docs/decisions/0020, 0029-0031).
-- Sellers learn of what was decided by a notice and by their audit log.

REVOKE ALL ON "decision", "bank_line_decision", "flagged_fact", "fact_dismissal", "close_failure", "verification_violation" FROM "evenkeel_app";
