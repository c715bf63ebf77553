-- Actions of sellers post mail in their own transaction. They write it and never read it: the key alone, to post nothing twice.
GRANT INSERT, SELECT ("key") ON "mail" TO "evenkeel_app";
GRANT USAGE ON SEQUENCE "mail_id_seq" TO "evenkeel_app";
