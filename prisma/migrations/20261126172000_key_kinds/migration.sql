-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "allowed_origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "environments" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "kind" TEXT;

-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "is_client_visible" BOOLEAN NOT NULL DEFAULT false;

-- What Prisma cannot say. Keys that were there keep what they can do: no kind, every environment, every origin.
ALTER TABLE "api_keys"
    ADD CONSTRAINT "api_keys_kind_known" CHECK ("kind" IN ('server', 'client')),
    ADD CONSTRAINT "api_keys_client_evaluates"
        CHECK ("kind" IS DISTINCT FROM 'client' OR "scopes" = '{flags:evaluate}');
ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_scopes_known";
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_scopes_known"
    CHECK ("scopes" IS NOT NULL AND cardinality("scopes") > 0
           AND "scopes" <@ ARRAY['flags:evaluate', 'flags:ruleset', 'flags:read', 'flags:write']);
