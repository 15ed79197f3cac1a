-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "samples_contexts" BOOLEAN NOT NULL DEFAULT false;
