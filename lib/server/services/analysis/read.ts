import type { Sql } from "../../db/sql";

/** Runs a statement, inside of a transaction or outside. */
export type Read = <Row extends object>(statement: Sql) => Promise<Row[]>;
