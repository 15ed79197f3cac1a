-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "batch_id" UUID;

-- CreateIndex
CREATE INDEX "audit_entries_batch_id_sequence_idx" ON "audit_entries"("batch_id", "sequence");
