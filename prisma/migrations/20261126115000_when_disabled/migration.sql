-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "when_disabled" TEXT NOT NULL DEFAULT 'default_value';

-- What Prisma cannot say.
ALTER TABLE "flags"
    ADD CONSTRAINT "flags_when_disabled" CHECK ("when_disabled" IN ('default_value', 'code_default'));
