import { z } from "zod";

/*
 * A backup is a gzip of text lines, so that `zcat` shows it: a header; for each table a line with its name, its rows as
 * COPY writes them, and COPY's end marker; and a last line with the SHA-256 of everything before it.
 */

/** To be raised when the previous Guidon could no longer read what is written. */
export const FORMAT_VERSION = 1;
/** Ends a table's rows. No row equals it, because COPY doubles backslashes. */
export const END_OF_ROWS = "\\.\n";
/** A line of JSON has a few kB; a longer line is no line of a backup. */
export const MAX_LINE_BYTES = 1024 * 1024;

const migrationSchema = z.object({ name: z.string(), checksum: z.string() });

/** Read first, so that a later format is told from a damaged file. */
export const formatSchema = z.object({ format: z.literal("guidon-backup"), version: z.int().positive() });

export const headerSchema = formatSchema.extend({
  /** The version of the Guidon that wrote it, for people. */
  guidon: z.string(),
  created_at: z.string(),
  /** The migrations of the database, oldest first: the last one is the schema's version. */
  migrations: z.array(migrationSchema).min(1),
});

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

export const endSchema = z.object({
  end: z.literal(true),
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
  /** Sequences by name, with the last number that they gave; null when they gave none. */
  sequences: z.record(z.string(), z.string().nullable()),
  sha256: z.string(),
});

export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupTable = z.infer<typeof tableSchema>;
export type BackupEnd = z.infer<typeof endSchema>;
