-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "variants" JSON NOT NULL DEFAULT '[]';
