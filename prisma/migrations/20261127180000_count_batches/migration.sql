-- CreateTable
CREATE TABLE "count_batches" (
    "id" UUID NOT NULL,
    "stored_at" TIMESTAMPTZ(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "count_batches_pkey" PRIMARY KEY ("id")
);
