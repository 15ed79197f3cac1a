import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type TestDatabase = {
  readonly url: string;
  /** Ends every connection to it and removes it. */
  readonly drop: () => Promise<void>;
};

/** A migrated, empty database that only the caller knows. With `empty: true` it has not even been migrated. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const template = new URL(inject("templateUrl"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(template);
  url.pathname = `/${name}`;
  await maintain(template, `CREATE DATABASE ${name} TEMPLATE ${empty ? "template0" : template.pathname.slice(1)}`);
  return { url: url.href, drop: () => maintain(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function maintain(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
