-- What Prisma cannot say: members that were there keep what they can do; those to come are given it.
ALTER TABLE "users" ADD COLUMN     "may_change_protected" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "users" ALTER COLUMN "may_change_protected" SET DEFAULT false;
