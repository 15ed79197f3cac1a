import type { JsonValue } from "@/lib/contract/json";
import { Prisma } from "../db/generated/client";

/**
 * A JSON value as Prisma stores it, exactly as it was sent: keys in their order, arrays as arrays, and null as JSON's
 * null, which is a value and not the column's. Prisma reads meaning into some objects (`$type`,
 * `__prismaRawParameters__`), so every value but null goes as text, in the form that Prisma itself gives to JSON.
 */
export function jsonInput(value: JsonValue | object): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : { toJSON: () => ({ $type: "Json", value: JSON.stringify(value) }) };
}

/** `jsonInput` of a value that may not have been sent. */
export const jsonInputIfSent = (value: JsonValue | object | undefined) =>
  value === undefined ? undefined : jsonInput(value);

/** A stored JSON value. Prisma's type allows undefined members, which no stored JSON has. */
export const fromJson = (stored: Prisma.JsonValue): JsonValue => stored as JsonValue;
