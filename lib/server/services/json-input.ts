import type { JsonValue } from "@/lib/contract/json";
import { Prisma } from "../db/generated/client";

/** A JSON value as Prisma takes it: its null is JSON's null, which is a value, and not the column's. */
export function jsonInput(value: JsonValue | readonly object[]): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  // Prisma's input type forbids nested nulls that JSON, and the column, allow.
  return value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue);
}
