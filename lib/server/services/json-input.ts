import type { JsonValue } from "@/lib/contract/json";
import { Prisma } from "../db/generated/client";

/**
 * A JSON value as Prisma takes it: its null is JSON's null, which is a value, and not the column's. Prisma reads meaning
 * into plain objects (`__prismaRawParameters__`), and none into what `toJSON` gives.
 */
export function jsonInput(value: JsonValue | object): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : { toJSON: () => value };
}
