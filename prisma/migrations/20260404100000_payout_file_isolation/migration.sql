-- Files are made and read by the command line and the worker; what a file says of a payout is its shop's.
SELECT isolate_shop_table('payout_file_entry');
GRANT SELECT ON "payout_file" TO "evenkeel_ops";
