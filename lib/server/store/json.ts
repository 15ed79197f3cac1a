import type { JsonValue } from "@/lib/contract/json";
import { Prisma } from "../db/generated/client";

/**
 * A JSON value as Prisma stores it, exactly as it was sent: keys in their order, arrays as arrays, and null as JSON's
 * null, not the column's. Prisma interprets some objects (`$type`, `__prismaRawParameters__`), so every value but null
 * is passed as text, in the form that Prisma itself gives to JSON.
 */
export function jsonInput(value: JsonValue | object): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : { toJSON: () => ({ $type: "Json", value: JSON.stringify(value) }) };
}

/** `jsonInput` of a value that may be absent. */
export const jsonInputIfSent = (value: JsonValue | object | undefined) =>
  value === undefined ? undefined : jsonInput(value);

/** A stored JSON value. Prisma's type allows undefined members, which stored JSON does not have. */
export const fromJson = (stored: Prisma.JsonValue): JsonValue => stored as JsonValue;
