/** How much may wait and run. */
interface FairLimits {
  /** Items that run at once. */
  readonly running: number;
  /** Items of one group that run at once. */
  readonly runningOfOne: number;
  readonly waiting: number;
  readonly waitingOfOne: number;
}

interface Group<T> {
  readonly waiting: T[];
  running: number;
}

/**
 * A queue in which groups of work take turns: a group with much work is served as often as one with little, and never
 * takes every place. It runs nothing itself: `next` says what may begin.
 */
export class FairQueue<T> {
  /** Groups with waiting work, in the order of their turns. */
  private readonly groups = new Map<string, Group<T>>();
  private runningOfAll = 0;
  private waitingOfAll = 0;

  constructor(private readonly limits: FairLimits) {}

  get running(): number {
    return this.runningOfAll;
  }

  get waiting(): number {
    return this.waitingOfAll;
  }

  /** Whether the item was added; otherwise the bound that it would exceed. */
  add(name: string, item: T): "added" | "group full" | "full" {
    const group = this.groups.get(name) ?? { waiting: [], running: 0 };
    if (group.waiting.length >= this.limits.waitingOfOne) return "group full";
    if (this.waitingOfAll >= this.limits.waiting) return "full";
    group.waiting.push(item);
    this.waitingOfAll += 1;
    this.groups.set(name, group);
    return "added";
  }

  /** The item that may begin now. Call `done` for it when it has ended. */
  next(): { readonly name: string; readonly item: T } | undefined {
    if (this.runningOfAll >= this.limits.running) return undefined;
    for (const [name, group] of this.groups) {
      if (group.running >= this.limits.runningOfOne) continue;
      const item = group.waiting.shift();
      if (item === undefined) continue;
      group.running += 1;
      this.runningOfAll += 1;
      this.waitingOfAll -= 1;
      // The group goes to the end of the order.
      this.groups.delete(name);
      this.groups.set(name, group);
      return { name, item };
    }
    return undefined;
  }

  done(name: string): void {
    const group = this.groups.get(name);
    if (group === undefined) return;
    group.running -= 1;
    this.runningOfAll -= 1;
    this.forgetIdle(name, group);
  }

  /** Removes an item that has not begun. */
  remove(name: string, item: T): boolean {
    const group = this.groups.get(name);
    const at = group?.waiting.indexOf(item) ?? -1;
    if (group === undefined || at === -1) return false;
    group.waiting.splice(at, 1);
    this.waitingOfAll -= 1;
    this.forgetIdle(name, group);
    return true;
  }

  /** Removes all items that have not begun. */
  clear(): T[] {
    const taken = [...this.groups.values()].flatMap(({ waiting }) => waiting.splice(0));
    this.waitingOfAll = 0;
    for (const [name, group] of [...this.groups]) this.forgetIdle(name, group);
    return taken;
  }

  private forgetIdle(name: string, { waiting, running }: Group<T>): void {
    if (waiting.length === 0 && running === 0) this.groups.delete(name);
  }
}
