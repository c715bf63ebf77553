-- A day's reconciliation asks which payouts were paid on it; payouts are of all shops and years.
CREATE INDEX "payout_paid_on" ON "payout" ("settled_on") WHERE "status" = 'paid';
