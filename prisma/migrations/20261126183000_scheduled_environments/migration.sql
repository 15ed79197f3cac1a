-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "scheduled_action" TEXT NOT NULL DEFAULT 'enable',
ADD COLUMN     "scheduled_environments" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What Prisma cannot say.
ALTER TABLE "flags"
    ADD CONSTRAINT "flags_scheduled_action_known" CHECK ("scheduled_action" IN ('enable', 'disable')),
    ADD CONSTRAINT "flags_scheduled_environments_given"
        CHECK ("scheduled_environments" IS NOT NULL AND array_position("scheduled_environments", NULL) IS NULL);
