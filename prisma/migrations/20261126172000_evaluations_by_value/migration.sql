-- AlterTable
ALTER TABLE "evaluation_counts" DROP CONSTRAINT "evaluation_counts_pkey",
ADD COLUMN     "value" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "evaluation_counts_pkey" PRIMARY KEY ("flag_id", "environment", "rule_id", "value", "unit", "bucket");

-- CreateTable
CREATE TABLE "flag_activity" (
    "flag_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "last_evaluated_at" TIMESTAMPTZ(0) NOT NULL,
    "only_value" TEXT,
    "only_value_since" TIMESTAMPTZ(0),

    CONSTRAINT "flag_activity_pkey" PRIMARY KEY ("flag_id","environment")
);

-- AddForeignKey
ALTER TABLE "flag_activity" ADD CONSTRAINT "flag_activity_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "flags"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "flag_activity"
    ADD CONSTRAINT "flag_activity_only_value" CHECK (("only_value" IS NULL) = ("only_value_since" IS NULL));

-- What is known of the time before.
INSERT INTO "flag_activity" ("flag_id", "environment", "last_evaluated_at")
SELECT "flag_id", "environment", max("bucket") FROM "evaluation_counts" GROUP BY "flag_id", "environment";
