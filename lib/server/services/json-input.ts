import type { JsonValue } from "@/lib/contract/json";
import { Prisma } from "../db/generated/client";

/**
 * A JSON value as Prisma takes it: its null is JSON's null, which is a value, and not the column's. Prisma reads meaning
 * into objects (`$type`, `__prismaRawParameters__`), so every other value goes as text, in the form that Prisma itself
 * gives to JSON.
 */
export function jsonInput(value: JsonValue | object): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : { toJSON: () => ({ $type: "Json", value: JSON.stringify(value) }) };
}
