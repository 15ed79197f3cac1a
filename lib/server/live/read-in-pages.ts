/** JSON that is read and parsed at a stretch: some milliseconds of the process, and no more memory than that. */
const PAGE_BYTES = 512 * 1024;

/** A row, and how long about its JSON is. */
export interface Sized {
  id: string;
  bytes: number;
}

/** The ids of rows that are read together: a page's worth of them, or a longer one alone. */
export function* inPages(rows: readonly Sized[]): Generator<string[], void> {
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
