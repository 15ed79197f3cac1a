import { isUtf8 } from "node:buffer";
import { parseExactJson } from "@/lib/contract/exact-json";
import type { JsonObject } from "@/lib/contract/json";
import type { ApiRequest } from "../exchange";
import { andThen, type MaybePromise } from "../maybe-promise";
import { ServiceError } from "../service-error";
import { BodyParts } from "./body-parts";
import { isCostlyToParse } from "./parsing-cost";

const malformed = (message: string) => new ServiceError("malformed_body", message);

/** For a body that is larger than `limit` bytes. */
export const tooLarge = (limit: number) => new ServiceError("too_large", `Request body is larger than ${limit} bytes`);

/**
 * For a client that disconnected while it sent its body. The answer never arrives; it only keeps the event from
 * counting as a fault.
 */
export const cutShort = () => malformed("Request body ended early");

/** For a body that is sent in thousands of parts of a few bytes. */
export const inCrumbs = () => malformed("Request body comes in too many small parts");

/** A Web request's body: at most `limit` bytes, whatever length the request declares. */
export async function readWebBody(request: Request, limit: number): Promise<Buffer> {
  const declared = request.headers.get("content-length");
  if (declared !== null) {
    if (Number(declared) > limit) throw tooLarge(limit);
    // The HTTP parser ends the body at the declared length, so its bytes need not be counted.
    return Buffer.from(await request.arrayBuffer());
  }
  const parts = new BodyParts();
  for await (const chunk of request.body ?? []) {
    if (parts.length + chunk.byteLength > limit) throw tooLarge(limit);
    parts.add(chunk);
  }
  return parts.whole();
}

const isJsonType = (header: string | null): boolean =>
  header === "application/json" || /^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(header?.trim() ?? "");

/** Refuses a compressed body, which could become a thousand times as large. */
function assertNotEncoded(request: ApiRequest): void {
  const encoding = request.header("content-encoding");
  if (encoding === null || /^\s*(identity)?\s*$/i.test(encoding)) return;
  throw new ServiceError("unsupported_media_type", "Content-Encoding is not supported: send the body as it is", {
    acceptEncoding: "identity",
  });
}

/**
 * The request's JSON object.
 * @throws ServiceError 415 for another type or an encoded body, 413 over `limit` bytes or with too many values, 400
 * when it is not JSON or not an object.
 */
export function readJsonObject(request: ApiRequest, limit: number): MaybePromise<JsonObject> {
  if (!isJsonType(request.header("content-type"))) {
    throw new ServiceError("unsupported_media_type", "Content-Type must be application/json");
  }
  assertNotEncoded(request);
  return andThen(request.readBody(limit), parseJsonObject);
}

function parseJsonObject(bytes: Buffer): JsonObject {
  if (!isUtf8(bytes)) throw malformed("Request body is not valid UTF-8");
  if (isCostlyToParse(bytes)) throw new ServiceError("too_large", "Request body holds too many values");
  let parsed: unknown;
  try {
    parsed = parseExactJson(bytes.toString("utf8"));
  } catch {
    throw malformed("Request body is not valid JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw malformed("Request body must be a JSON object");
  }
  // JSON.parse returns JSON.
  return parsed as JsonObject;
}
