-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "comment" TEXT,
ADD COLUMN     "environment" TEXT,
ADD COLUMN     "restored_from" UUID;

-- What was written before says its environment in the resource alone.
UPDATE "audit_entries" SET "environment" = coalesce("after" ->> 'environment', "before" ->> 'environment')
WHERE "resource_type" IN ('rule', 'rule_order');
