-- CreateTable
CREATE TABLE "session_secret" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "session_secret_pkey" PRIMARY KEY ("is_only")
);

-- What Prisma cannot say.
ALTER TABLE "session_secret"
    ADD CONSTRAINT "session_secret_one_row" CHECK ("is_only");
