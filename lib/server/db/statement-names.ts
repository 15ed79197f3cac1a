import { createHash } from "node:crypto";

/**
 * Prisma writes few different statements, but a list makes one for each length. Beyond this many, statements get no
 * name.
 */
const MAX_NAMES = 500;

/** Names for statements, by which each connection prepares each of them once. */
export class StatementNames {
  readonly #byText = new Map<string, string>();
  #generation = 0;

  /** @returns `""` for a statement that is not to be prepared */
  nameOf(sql: string): string {
    let name = this.#byText.get(sql);
    if (name === undefined) {
      if (this.#byText.size >= MAX_NAMES) return "";
      const digest = createHash("sha256").update(sql).digest("base64url").slice(0, 22);
      name = `guidon_${digest}_${this.#generation}`;
      this.#byText.set(sql, name);
    }
    return name;
  }

  /**
   * Gives every statement another name. What was prepared before a table was changed fails on each connection for as
   * long as that is open; under a new name it is prepared anew. Connections keep the old ones until they are closed.
   */
  renew(): void {
    this.#byText.clear();
    this.#generation += 1;
  }
}
