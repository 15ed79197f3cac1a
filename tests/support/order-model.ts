/** One rule as far as order goes. A copy keeps its original's salt, so salts tell what stands where. */
interface Placed {
  salt: string;
  position: number;
}

/** The contract's sentences on `position`, as plainly as they can be written: the lists of one flag in memory. */
export class OrderModel {
  readonly #lists = new Map<string, Placed[]>();

  list(environment: string): readonly Placed[] {
    return this.#lists.get(environment) ?? [];
  }

  /** Omitted: one after the last, and the first rule gets 1. Taken: the rules from there to the first gap move down. */
  create(environment: string, salt: string, position: number | undefined): void {
    const list = [...this.list(environment)];
    this.#put(environment, insert(list, { salt, position: position ?? afterLast(list) }));
  }

  /** A rule that moves leaves its own place first. */
  move(environment: string, index: number, position: number): void {
    const list = [...this.list(environment)];
    const [moving] = list.splice(index, 1);
    if (moving === undefined || moving.position === position) return;
    this.#put(environment, insert(list, { ...moving, position }));
  }

  delete(environment: string, index: number): void {
    this.#put(environment, this.list(environment).toSpliced(index, 1));
  }

  /** @param order for each new place, the index of the rule that goes there. */
  order(environment: string, order: readonly number[]): void {
    const list = this.list(environment);
    const ordered = order.flatMap((from, index) => {
      const rule = list[from];
      return rule === undefined ? [] : [{ ...rule, position: index + 1 }];
    });
    this.#put(environment, ordered);
  }

  copy(from: string, to: string, mode: "append" | "replace"): void {
    const copied = this.list(from);
    if (mode === "replace") this.#put(to, [...copied]);
    else for (const { salt } of copied) this.create(to, salt, undefined);
  }

  #put(environment: string, list: Placed[]): void {
    this.#lists.set(
      environment,
      list.toSorted((a, b) => a.position - b.position),
    );
  }
}

function afterLast(list: readonly Placed[]): number {
  return list.length === 0 ? 1 : Math.max(...list.map(({ position }) => position)) + 1;
}

/**
 * Puts one rule into a list; whoever stands there steps down one, onto the next if need be, until one place was free.
 */
function insert(list: readonly Placed[], rule: Placed): Placed[] {
  const standing = list.find(({ position }) => position === rule.position);
  if (standing === undefined) return [...list, rule];
  const others = list.filter((other) => other !== standing);
  return [...insert(others, { ...standing, position: standing.position + 1 }), rule];
}
