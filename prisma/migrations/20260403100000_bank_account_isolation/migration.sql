-- Bank accounts are linked, proved and chosen by their owners, in actions of theirs.
SELECT isolate_shop_table('micro_deposit', 'SELECT, INSERT, UPDATE');
GRANT INSERT, UPDATE ON "bank_account" TO "evenkeel_app";
