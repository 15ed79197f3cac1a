-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "requires" JSON NOT NULL DEFAULT '[]';
