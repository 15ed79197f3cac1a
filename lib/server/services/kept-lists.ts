import { LRUCache } from "lru-cache";
import type { Page } from "@/lib/contract/common";
import type { VersionedReader } from "../db/json-rows";
import { JsonText } from "../json-text";
import { processState } from "../process-state";

/** Bytes of text, at two for a character. */
const CAPACITY = { maxSize: 64 * 1024 * 1024, maxEntrySize: 8 * 1024 * 1024 };

interface KeptList {
  version: string;
  text: JsonText;
}

const keptLists = () =>
  processState(
    "kept-lists",
    () =>
      new LRUCache<string, KeptList>({
        ...CAPACITY,
        sizeCalculation: ({ text }, key) => 2 * (text.body.length + key.length),
      }),
  );

/**
 * A list as it is sent. Its text is kept from one request to the next, and the database is asked each time whether any
 * row in it is another than it was made of, so that it is never older than its request, whoever changed what.
 * @param read reads the rows that `source` lists, with `values` for its `$1`…
 * @param present makes the list of its rows, and of nothing else. What it throws is thrown, and nothing is kept.
 */
export async function keptList<Row, T>(
  read: VersionedReader<Row>,
  source: string,
  values: readonly unknown[],
  present: (rows: Row[]) => Page<T> | Promise<Page<T>>,
): Promise<JsonText> {
  const key = JSON.stringify([source, values]);
  const kept = keptLists().get(key);
  const { version, rows } = await read(source, values, kept?.version);
  if (kept !== undefined && rows === undefined) return kept.text;
  const text = JsonText.page(await present(rows ?? []));
  if (version !== null) keptLists().set(key, { version, text });
  return text;
}
