-- Members' roles as the permission table names them: customer service is support, and there are admins and viewers.
ALTER TABLE "member" DROP CONSTRAINT "member_role_check";
UPDATE "member" SET "role" = 'support' WHERE "role" = 'customer-service';
ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK ("role" IN ('owner', 'admin', 'finance', 'support', 'viewer'));
