import type { Page } from "@/lib/contract/common";
import { etagOf } from "./etag";

const isPage = (result: unknown): result is Page<unknown> =>
  typeof result === "object" && result !== null && "items" in result && Array.isArray(result.items);

/** A representation that already is JSON text, so that it need not be serialised again. */
export class JsonText {
  private constructor(
    readonly body: string,
    /** Present when the client may ask whether it has changed. */
    readonly etag: string | undefined,
  ) {}

  /** A service's result with its tag: a page of a list, or any other result as a whole. */
  static of(result: unknown): JsonText {
    if (isPage(result)) return JsonText.page(result);
    const json = JSON.stringify(result);
    return new JsonText(`{"data":${json}}`, etagOf(json));
  }

  /** A list or one page of it, with its tag. */
  static page({ items, nextCursor }: Page<unknown>): JsonText {
    const json = JSON.stringify(items);
    if (nextCursor === undefined) return new JsonText(`{"data":${json}}`, etagOf(json));
    // Whether another page follows is part of the answer. The last page is tagged by its items alone. So a list that
    // fits in one page has the same tag paged and whole, and a new order can be based on either.
    const etag = etagOf(nextCursor === null ? json : json + nextCursor);
    return new JsonText(`{"data":${json},"next_cursor":${JSON.stringify(nextCursor)}}`, etag);
  }

  /** To be sent in this API's form: `{"data": …}`. */
  static data(json: string): JsonText {
    return new JsonText(`{"data":${json}}`, undefined);
  }

  /** As `data`, with its tag. */
  static taggedData(json: string): JsonText {
    return new JsonText(`{"data":${json}}`, etagOf(json));
  }

  /** To be sent as it is, for another protocol. */
  static bare(json: string): JsonText {
    return new JsonText(json, undefined);
  }

  /** As `bare`, with a tag that the client may send back as If-None-Match. */
  static taggedBare(json: string): JsonText {
    return new JsonText(json, etagOf(json));
  }

  /** As `taggedBare`, where only a part matters to the client: equal parts have equal tags. */
  static weaklyTaggedBare(json: string, part: string): JsonText {
    return new JsonText(json, `W/${etagOf(part)}`);
  }
}
