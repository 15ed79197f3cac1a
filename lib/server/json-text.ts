import { etagOf } from "./etag";

/** A representation that is JSON already, so that it need not be written again. */
export class JsonText {
  private constructor(
    readonly body: string,
    /** Present when the client may ask whether it changed. */
    readonly etag: string | undefined,
  ) {}

  /** To be sent as this API sends everything: `{"data": …}`. */
  static data(json: string): JsonText {
    return new JsonText(`{"data":${json}}`, undefined);
  }

  /** To be sent as it stands, for another protocol. */
  static bare(json: string): JsonText {
    return new JsonText(json, undefined);
  }

  /** As `bare`, with a tag that the client may send back as If-None-Match. */
  static taggedBare(json: string): JsonText {
    return new JsonText(json, etagOf(json));
  }
}
