import { hash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { getDb } from "./client";
import { Prisma } from "./generated/client";

/** SQL with its values apart: what stands in `${…}` is sent as a parameter, or is SQL itself. */
export type Sql = Prisma.Sql;
export const { sql } = Prisma;

/** SQL from our own constants, never from a client's text. */
export const constant = (text: string): Sql => Prisma.raw(text);

/** A JSON value as a parameter. Text, because drivers and ORM read meaning into some arrays and objects. */
export const json = (value: unknown): Sql => sql`${JSON.stringify(value)}::json`;

const names = new Map<string, string>();

/** Names a statement by its text, so that each connection prepares it once. Texts are constants, so they are few. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `guidon_${hash("sha1", text, "base64url")}`;
  names.set(text, name);
  return name;
}

/** Runs one prepared statement on a connection, or on any that is free. Rows come as the columns are called. */
export async function queryOn<Row extends object>(
  connection: Pool | PoolClient,
  { text, values }: Sql,
): Promise<Row[]> {
  const { rows } = await connection.query<Row>({ name: statementName(text), text, values });
  return rows;
}

/** Runs one prepared statement outside of any transaction. */
export const readRows = <Row extends object>(statement: Sql): Promise<Row[]> => queryOn<Row>(getDb().pool, statement);
