-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "revision_token" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "project_changes" (
    "project_id" UUID NOT NULL,
    "revision" BIGINT NOT NULL,
    "token" UUID NOT NULL,
    "flag_ids" UUID[],
    "segment_ids" UUID[],

    CONSTRAINT "project_changes_pkey" PRIMARY KEY ("project_id","revision")
);

-- CreateTable
CREATE TABLE "database_epoch" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "epoch" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "database_epoch_pkey" PRIMARY KEY ("is_only")
);

-- AddForeignKey
ALTER TABLE "project_changes" ADD CONSTRAINT "project_changes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "database_epoch"
    ADD CONSTRAINT "database_epoch_one_row" CHECK ("is_only");

INSERT INTO "database_epoch" DEFAULT VALUES;

-- Every project's log begins at the revision it has.
INSERT INTO "project_changes" ("project_id", "revision", "token", "flag_ids", "segment_ids")
    SELECT "id", "revision", "revision_token", '{}', '{}' FROM "projects";
