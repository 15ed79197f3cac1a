-- CreateTable
CREATE TABLE "environment_facts" (
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "is_protected" BOOLEAN NOT NULL,

    CONSTRAINT "environment_facts_pkey" PRIMARY KEY ("project_id","name")
);

-- AddForeignKey
ALTER TABLE "environment_facts" ADD CONSTRAINT "environment_facts_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "environment_facts"
    ADD CONSTRAINT "environment_facts_color_known"
        CHECK ("color" IN ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'));
