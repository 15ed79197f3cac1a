import { z } from "zod";

/*
 * A backup is gzip over lines of text, so that `zcat` shows it: a header, then each table (a line that says which, its
 * rows as COPY writes them, and COPY's own mark of the end), and last a line with the SHA-256 of all before it.
 */

/** Raised when what is written could no longer be read by the Guidon before. */
export const FORMAT_VERSION = 1;
/** Ends a table's rows. No row looks like it: COPY writes a backslash as two. */
export const END_OF_ROWS = "\\.\n";
/** A line of JSON is a few kB; what is longer is none. */
export const MAX_LINE_BYTES = 1024 * 1024;

const migrationSchema = z.object({ name: z.string(), checksum: z.string() });

/** Read before all else, so that a later format is told from a damaged file. */
export const formatSchema = z.object({ format: z.literal("guidon-backup"), version: z.int() });

export const headerSchema = formatSchema.extend({
  /** The version of the Guidon that wrote it, for people. */
  guidon: z.string(),
  created_at: z.string(),
  /** Those that the database had, oldest first: the last one is the schema's version. */
  migrations: z.array(migrationSchema).min(1),
});

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

export const endSchema = z.object({
  end: z.literal(true),
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
  /** Sequences by name, with the last number given; null when none was. */
  sequences: z.record(z.string(), z.string().nullable()),
  sha256: z.string(),
});

export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupTable = z.infer<typeof tableSchema>;
export type BackupEnd = z.infer<typeof endSchema>;
