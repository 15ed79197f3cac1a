-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "environments" TEXT[],
    "default_environment" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flags" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "flag_type" TEXT NOT NULL,
    "default_value" JSON NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'active',
    "tags" TEXT[],
    "scheduled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segments" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "rules" JSON NOT NULL,
    "match_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rules" (
    "id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT,
    "conditions" JSON NOT NULL,
    "value" JSON NOT NULL,
    "percentage" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "segment_id" UUID,
    "bucket_by" TEXT NOT NULL DEFAULT 'user_id',
    "salt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "key_prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "is_restricted" BOOLEAN NOT NULL DEFAULT false,
    "project_ids" UUID[],
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "project_id" UUID,
    "flag_id" UUID,
    "resource_type" TEXT NOT NULL,
    "resource_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "before" JSON,
    "after" JSON,
    "size" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "projects_slug_key" ON "projects"("slug");

-- CreateIndex
CREATE INDEX "projects_created_at_id_idx" ON "projects"("created_at", "id");

-- CreateIndex
CREATE INDEX "flags_project_id_created_at_id_idx" ON "flags"("project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "flags_scheduled_at_idx" ON "flags"("scheduled_at");

-- CreateIndex
CREATE UNIQUE INDEX "flags_project_id_key_key" ON "flags"("project_id", "key");

-- CreateIndex
CREATE INDEX "segments_project_id_created_at_id_idx" ON "segments"("project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "rules_segment_id_idx" ON "rules"("segment_id");

-- Deferrable, so that rules can trade places within one transaction.
ALTER TABLE "rules" ADD CONSTRAINT "rules_flag_id_environment_position_key"
    UNIQUE ("flag_id", "environment", "position") DEFERRABLE INITIALLY IMMEDIATE;

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_created_at_id_idx" ON "api_keys"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_id_key" ON "audit_entries"("id");

-- CreateIndex
CREATE INDEX "audit_entries_project_id_sequence_idx" ON "audit_entries"("project_id", "sequence");

-- CreateIndex
CREATE INDEX "audit_entries_flag_id_sequence_idx" ON "audit_entries"("flag_id", "sequence");

-- CreateIndex
CREATE INDEX "audit_entries_resource_id_sequence_idx" ON "audit_entries"("resource_id", "sequence");

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segments" ADD CONSTRAINT "segments_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules" ADD CONSTRAINT "rules_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "flags"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules" ADD CONSTRAINT "rules_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "segments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the contract promises, kept also against a fault in the service or a hand at the console.
-- (Lists are checked for NULL because the type system of Prisma has no nullable list and no way to say so.)
ALTER TABLE "projects"
    ADD CONSTRAINT "projects_slug_pattern" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    ADD CONSTRAINT "projects_environments_given"
        CHECK ("environments" IS NOT NULL AND cardinality("environments") BETWEEN 1 AND 20
               AND array_position("environments", NULL) IS NULL),
    ADD CONSTRAINT "projects_default_environment_exists" CHECK ("default_environment" = ANY ("environments")),
    ADD CONSTRAINT "projects_revision_counts_up" CHECK ("revision" >= 0);

ALTER TABLE "flags"
    ADD CONSTRAINT "flags_key_pattern" CHECK ("key" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$'),
    ADD CONSTRAINT "flags_flag_type_known" CHECK ("flag_type" IN ('boolean', 'string', 'number', 'json')),
    ADD CONSTRAINT "flags_default_value_fits"
        CHECK ("flag_type" = 'json' OR json_typeof("default_value") = "flag_type"),
    ADD CONSTRAINT "flags_status_known" CHECK ("status" IN ('active', 'archived')),
    ADD CONSTRAINT "flags_tags_given" CHECK ("tags" IS NOT NULL AND array_position("tags", NULL) IS NULL);

ALTER TABLE "segments"
    ADD CONSTRAINT "segments_rules_list" CHECK (json_typeof("rules") = 'array'),
    ADD CONSTRAINT "segments_match_type_known" CHECK ("match_type" IN ('all', 'any'));

ALTER TABLE "rules"
    ADD CONSTRAINT "rules_position_not_negative" CHECK ("position" >= 0),
    ADD CONSTRAINT "rules_conditions_list" CHECK (json_typeof("conditions") = 'array'),
    ADD CONSTRAINT "rules_percentage_range" CHECK ("percentage" BETWEEN 0 AND 100);

ALTER TABLE "api_keys"
    ADD CONSTRAINT "api_keys_hash_is_sha256" CHECK (octet_length("key_hash") = 32),
    ADD CONSTRAINT "api_keys_prefix_pattern" CHECK ("key_prefix" ~ '^kr_live_[A-Za-z0-9_-]{4}$'),
    ADD CONSTRAINT "api_keys_scopes_known"
        CHECK ("scopes" IS NOT NULL AND cardinality("scopes") > 0
               AND "scopes" <@ ARRAY['flags:read', 'flags:write', 'flags:evaluate']),
    ADD CONSTRAINT "api_keys_projects_only_when_restricted"
        CHECK ("project_ids" IS NOT NULL AND ("is_restricted" OR cardinality("project_ids") = 0));

ALTER TABLE "audit_entries"
    ADD CONSTRAINT "audit_entries_actor_type_known" CHECK ("actor_type" IN ('api_key', 'user', 'cli', 'system')),
    ADD CONSTRAINT "audit_entries_size_not_negative" CHECK ("size" >= 0);
