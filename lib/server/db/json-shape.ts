/** A Prisma row whose instants came through JSON, as milliseconds since 1970. */
export type Flattened<Row> = { [K in keyof Row]: Row[K] extends Date | null ? number | Exclude<Row[K], Date> : Row[K] };

/** One column as JSON: its Prisma name and the SQL for it. */
const columnSql = (name: string, column: string, isInstant: boolean): string =>
  `'${name}', ${isInstant ? `(extract(epoch FROM ${column}) * 1000)::bigint` : column}`;

/** Describes a table's rows, so that lists of them can be read. Column names are ours, never a client's. */
export interface JsonRowShape<Row> {
  columns: Record<Exclude<keyof Row & string, DateKeys<Row>>, string>;
  instants: Record<DateKeys<Row>, string>;
}

type DateKeys<Row> = { [K in keyof Row & string]: Row[K] extends Date | null ? K : never }[keyof Row & string];

/** SQL for a row of the table as one JSON object. */
export function objectOf<Row>({ columns, instants }: JsonRowShape<Row>): string {
  const plain = Object.entries<string>(columns).map(([name, column]) => columnSql(name, column, false));
  const dated = Object.entries<string>(instants).map(([name, column]) => columnSql(name, column, true));
  return `json_build_object(${[...plain, ...dated].join(", ")})`;
}

/** Rows that came as JSON, as Prisma would give them. They are changed in place. */
export function withDates<Row>(rows: readonly object[], { instants }: JsonRowShape<Row>): Row[] {
  for (const row of rows) {
    for (const name of Object.keys(instants)) {
      const milliseconds: unknown = Reflect.get(row, name);
      if (typeof milliseconds === "number") Reflect.set(row, name, new Date(milliseconds));
    }
  }
  // The instants were the only difference left.
  return rows as Row[];
}
