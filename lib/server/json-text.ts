import type { Page } from "@/lib/contract/common";
import { etagOf } from "./etag";

const isPage = (result: unknown): result is Page<unknown> =>
  typeof result === "object" && result !== null && "items" in result && Array.isArray(result.items);

/** A representation that is JSON already, so that it need not be written again. */
export class JsonText {
  private constructor(
    readonly body: string,
    /** Present when the client may ask whether it changed. */
    readonly etag: string | undefined,
  ) {}

  /** What a service returned, with its tag: a page of a list, or anything else whole. */
  static of(result: unknown): JsonText {
    if (isPage(result)) return JsonText.page(result);
    const json = JSON.stringify(result);
    return new JsonText(`{"data":${json}}`, etagOf(json));
  }

  /** A list or one page of it, with its tag. */
  static page({ items, nextCursor }: Page<unknown>): JsonText {
    const json = JSON.stringify(items);
    if (nextCursor === undefined) return new JsonText(`{"data":${json}}`, etagOf(json));
    // Whether another page follows is part of the answer. The last page is tagged by its items alone, so that a list
    // that fits in one page has the tag that the whole list has, and a new order can be made from either.
    const etag = etagOf(nextCursor === null ? json : json + nextCursor);
    return new JsonText(`{"data":${json},"next_cursor":${JSON.stringify(nextCursor)}}`, etag);
  }

  /** To be sent as this API sends everything: `{"data": …}`. */
  static data(json: string): JsonText {
    return new JsonText(`{"data":${json}}`, undefined);
  }

  /** As `data`, with its tag. */
  static taggedData(json: string): JsonText {
    return new JsonText(`{"data":${json}}`, etagOf(json));
  }

  /** To be sent as it stands, for another protocol. */
  static bare(json: string): JsonText {
    return new JsonText(json, undefined);
  }

  /** As `bare`, with a tag that the client may send back as If-None-Match. */
  static taggedBare(json: string): JsonText {
    return new JsonText(json, etagOf(json));
  }

  /** As `taggedBare`, where only a part of it counts: all that has the same part is as good to the client. */
  static weaklyTaggedBare(json: string, part: string): JsonText {
    return new JsonText(json, `W/${etagOf(part)}`);
  }
}
