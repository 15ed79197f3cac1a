-- CreateTable
CREATE TABLE "test_user_expectations" (
    "test_user_id" UUID NOT NULL,
    "flag_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "value" JSON NOT NULL,

    CONSTRAINT "test_user_expectations_pkey" PRIMARY KEY ("test_user_id","flag_id","environment")
);

-- CreateIndex
CREATE INDEX "test_user_expectations_flag_id_environment_idx" ON "test_user_expectations"("flag_id", "environment");

-- AddForeignKey
ALTER TABLE "test_user_expectations" ADD CONSTRAINT "test_user_expectations_test_user_id_fkey" FOREIGN KEY ("test_user_id") REFERENCES "test_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_user_expectations" ADD CONSTRAINT "test_user_expectations_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "flags"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "test_user_expectations"
    ADD CONSTRAINT "test_user_expectations_place" CHECK ("place" >= 0);
