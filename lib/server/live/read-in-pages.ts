import type { Sized } from "../store/rulesets";

/** How much JSON is read and parsed at a time: some milliseconds of work, and a bound on memory. */
const PAGE_BYTES = 512 * 1024;

/**
 * Reads rows in pages, and parses each page while the database prepares the next.
 * @param read gives the JSON of the rows with these ids, which is a `Page`
 */
export async function* readInPages<Page>(
  rows: readonly Sized[],
  read: (ids: string[]) => Promise<string>,
): AsyncGenerator<Page, void> {
  let page: Promise<string> | undefined;
  for (const ids of pagesOf(rows)) {
    const before = await page;
    page = read(ids);
    // If the previous page ends the reading, nobody awaits this one, and its failure must not be unhandled.
    page.catch(() => {});
    if (before !== undefined) yield parse<Page>(before);
  }
  if (page !== undefined) yield parse<Page>(await page);
}

/** Postgres made it as JSON of columns that the caller has named. */
const parse = <Page>(text: string): Page => JSON.parse(text) as Page;

/** The ids of rows that are read together: a page's worth of them, or a longer one alone. */
function* pagesOf(rows: readonly Sized[]): Generator<string[], void> {
  let page: string[] = [];
  let size = 0;
  for (const { id, bytes } of rows) {
    if (page.length > 0 && size + bytes > PAGE_BYTES) {
      yield page;
      page = [];
      size = 0;
    }
    page.push(id);
    size += bytes;
  }
  if (page.length > 0) yield page;
}
