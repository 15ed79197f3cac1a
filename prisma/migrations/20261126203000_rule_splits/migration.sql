-- AlterTable
ALTER TABLE "rules" ADD COLUMN     "split" JSON;
