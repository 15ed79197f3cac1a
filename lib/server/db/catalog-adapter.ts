import type { EventEmitter } from "node:events";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQueryable } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * Prisma's adapter, with two abilities more: it runs whole scripts and reads the system catalogue. The migration engine
 * asks for columns of the internal type `"char"` and expects characters, but the adapter refuses the type
 * (https://github.com/prisma/prisma/issues/27403). So these columns are passed between the two as the type `time`,
 * which no query on the catalogue returns.
 */
export class CatalogAdapterFactory extends PrismaPg {
  /** @param cut when aborted, breaks every connection, because neither adapter nor engine has a deadline */
  constructor(url: string, cut?: AbortSignal) {
    // pg-pool has the option `Client`, but its types leave it out.
    const Client = cut === undefined ? CatalogClient : cutBy(cut);
    super(Object.assign({ connectionString: url, connectionTimeoutMillis: 10_000 }, { Client }));
  }

  readonly #open: SqlDriverAdapter[] = [];

  override async connect() {
    const adapter = withWholeScripts(withCharacters(await super.connect()));
    this.#open.push(adapter);
    return adapter;
  }

  /** Closes the connections, which the engine leaves open. */
  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((adapter) => adapter.dispose()));
  }

  /**
   * The adapter would connect to the real database, because a connection string takes precedence over the shadow's
   * name.
   */
  override async connectToShadowDb(): Promise<never> {
    throw new Error("There is no shadow database: migrate a temporary one and compare with that.");
  }
}

/** Type numbers from pg_type. */
const INTERNAL_CHAR = 18;
const TIME = 1083;

/**
 * The statement by which the engine locks the session. Through a pooler the lock would stay on a connection that others
 * get, and the next migration would wait for ever. `applyMigrations` holds a lock of its own instead.
 */
const ENGINE_LOCK = "SELECT pg_advisory_lock(72707369)";

class CatalogClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // Arguments are passed on unchanged, so the overloads do not matter here.
    const query = this.query.bind(this) as (...sent: unknown[]) => unknown;
    this.query = ((first: unknown, ...rest: unknown[]) =>
      query(isEngineLock(first) ? "SELECT 1" : first, ...rest)) as pg.Client["query"];
    // Events of the protocol, as pg's own cursors use them; the types leave them out.
    const { connection } = this as unknown as { connection: EventEmitter };
    connection.prependListener("rowDescription", ({ fields }: { fields: { dataTypeID: number }[] }) => {
      for (const field of fields) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = TIME;
    });
  }
}

const cutBy = (signal: AbortSignal): typeof CatalogClient =>
  class extends CatalogClient {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const cut = () => void this.connection.stream.destroy();
      if (signal.aborted) cut();
      else signal.addEventListener("abort", cut, { once: true });
    }
  };

function isEngineLock(query: unknown): boolean {
  if (typeof query === "string") return query === ENGINE_LOCK;
  return typeof query === "object" && query !== null && "text" in query && query.text === ENGINE_LOCK;
}

function withCharacters<Adapter extends SqlQueryable>(adapter: Adapter): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const { columnTypes, ...result } = await queryRaw(query);
    const types = columnTypes.map((type) => (type === ColumnTypeEnum.Time ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes: types };
  };
  return adapter;
}

/**
 * The adapter splits a script at each semicolon, also within the body of a function. Postgres accepts the whole script,
 * as one transaction.
 */
function withWholeScripts<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  // The adapter's connections, which its types hide.
  const { client } = adapter as unknown as { client: pg.Pool };
  adapter.executeScript = async (script) => void (await client.query(script));
  return adapter;
}
