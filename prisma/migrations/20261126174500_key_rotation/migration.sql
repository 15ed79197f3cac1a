-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "replaced_at" TIMESTAMPTZ(3),
ADD COLUMN     "replaces" UUID;
