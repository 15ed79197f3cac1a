import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { hasCode } from "../../has-code";
import {
  type BackupEnd,
  type BackupHeader,
  type BackupTable,
  END_OF_ROWS,
  endSchema,
  FORMAT_VERSION,
  formatSchema,
  headerSchema,
  MAX_LINE_BYTES,
  tableSchema,
} from "./format";

/** The parts of a backup in their order. A table's rows must be read to their end before the next part. */
type BackupPart =
  | { kind: "header"; header: BackupHeader }
  | { kind: "table"; table: BackupTable; rows: AsyncIterable<Buffer> }
  | { kind: "end"; end: BackupEnd };

const NEWLINE = 0x0a;

/** What is wrong with a file, as the end of a sentence that begins with the file's name. */
class Unreadable extends Error {}

const damaged = (what: string) => new Unreadable(`is no backup, or damaged: ${what}`);

/**
 * Reads a backup once, in pieces.
 * @throws Error with one clear sentence when the file is missing, is no backup, has a later format, or does not contain
 * what was written. The last is certain only at its end.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const gunzip = createGunzip();
  // A failure of the file destroys the stream that it is piped into, and is thrown there.
  pipeline(createReadStream(file), gunzip, () => {});
  try {
    for await (const part of explained(file, partsOf(new Pieces(gunzip)))) {
      // Somebody else reads the rows, so an error in them is not thrown here.
      yield part.kind === "table" ? { ...part, rows: explained(file, part.rows) } : part;
    }
  } finally {
    gunzip.destroy();
  }
}

/** The same items, with errors that name the file. */
async function* explained<T>(file: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw explain(error, file);
  }
}

async function* partsOf(pieces: Pieces): AsyncGenerator<BackupPart> {
  const first = await pieces.line();
  if (parse(formatSchema, first).version > FORMAT_VERSION)
    throw new Unreadable("was written by a newer Guidon: restore it with that one");
  yield { kind: "header", header: parse(headerSchema, first) };
  for (;;) {
    const sha256 = pieces.sha256();
    const line = await pieces.line();
    const end = endSchema.safeParse(line);
    if (end.success) {
      if (end.data.sha256 !== sha256) throw damaged("its checksum does not fit");
      if (!(await pieces.isAtEnd())) throw damaged("something follows its end");
      yield { kind: "end", end: end.data };
      return;
    }
    yield { kind: "table", table: parse(tableSchema, line), rows: pieces.rows() };
  }
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged("it does not hold what a backup holds");
  return parsed.data;
}

/** Lines and rows out of a stream of bytes. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  readonly #digest: Hash = createHash("sha256");
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The hash of everything that was taken so far. */
  sha256(): string {
    return this.#digest.copy().digest("hex");
  }

  async isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }

  /** The next line, which is JSON. */
  async line(): Promise<unknown> {
    let end = this.#rest.indexOf(NEWLINE);
    while (end === -1) {
      if (this.#rest.length > MAX_LINE_BYTES) throw damaged("it does not hold what a backup holds");
      if (!(await this.#more())) throw damaged("it ends too early");
      end = this.#rest.indexOf(NEWLINE);
    }
    const text = this.#take(end + 1).toString("utf8");
    try {
      return JSON.parse(text);
    } catch {
      throw damaged("it does not hold what a backup holds");
    }
  }

  /** A table's rows up to and including their end marker. */
  async *rows(): AsyncGenerator<Buffer> {
    const mark = Buffer.from(END_OF_ROWS);
    const markAfterRow = Buffer.from(`\n${END_OF_ROWS}`);
    while (this.#rest.length < mark.length && (await this.#more()));
    if (this.#rest.subarray(0, mark.length).equals(mark)) {
      this.#take(mark.length);
      return;
    }
    for (;;) {
      const end = this.#rest.indexOf(markAfterRow);
      if (end !== -1) {
        yield this.#take(end + 1);
        this.#take(mark.length);
        return;
      }
      // Bytes that may be the beginning of the marker are held back until that is known.
      const sure = this.#rest.length - markAfterRow.length + 1;
      if (sure > 0) yield this.#take(sure);
      if (!(await this.#more())) throw damaged("it ends too early");
    }
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#digest.update(taken);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done) return false;
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return true;
  }
}

function explain(error: unknown, file: string): unknown {
  const sentence = ({ message }: Error) => new Error(`${file} ${message}.`, { cause: error });
  if (error instanceof Unreadable) return sentence(error);
  if (hasCode(error, "Z_BUF_ERROR")) return sentence(damaged("it ends too early"));
  if (hasCode(error, "Z_DATA_ERROR")) return sentence(damaged("it cannot be unpacked"));
  return hasCode(error, "ENOENT") ? new Error(`There is no file ${file}.`, { cause: error }) : error;
}
