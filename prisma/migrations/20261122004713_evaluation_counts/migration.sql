-- CreateTable
CREATE TABLE "evaluation_counts" (
    "flag_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "evaluation_counts_pkey" PRIMARY KEY ("flag_id","environment","rule_id","unit","bucket")
);

-- CreateIndex
CREATE INDEX "evaluation_counts_unit_bucket_idx" ON "evaluation_counts"("unit", "bucket");

-- AddForeignKey
ALTER TABLE "evaluation_counts" ADD CONSTRAINT "evaluation_counts_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "flags"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "evaluation_counts"
    ADD CONSTRAINT "evaluation_counts_unit" CHECK ("unit" IN ('minute', 'hour')),
    ADD CONSTRAINT "evaluation_counts_count" CHECK ("count" >= 0);
