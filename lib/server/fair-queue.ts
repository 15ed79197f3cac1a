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
 * Work of several groups that takes turns: a group with much to do is served as often as one with little, and never
 * takes every place. Nothing runs here: `next` says what may begin.
 */
export class FairQueue<T> {
  /** Those that have something, in the order in which it is their turn. */
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

  /** Whether it was taken; else which bound it would go over. */
  add(name: string, item: T): "added" | "group full" | "full" {
    const group = this.groups.get(name) ?? { waiting: [], running: 0 };
    if (group.waiting.length >= this.limits.waitingOfOne) return "group full";
    if (this.waitingOfAll >= this.limits.waiting) return "full";
    group.waiting.push(item);
    this.waitingOfAll += 1;
    this.groups.set(name, group);
    return "added";
  }

  /** What may begin now. `done` is to be called for it when it has ended. */
  next(): { readonly name: string; readonly item: T } | undefined {
    if (this.runningOfAll >= this.limits.running) return undefined;
    for (const [name, group] of this.groups) {
      if (group.running >= this.limits.runningOfOne) continue;
      const item = group.waiting.shift();
      if (item === undefined) continue;
      group.running += 1;
      this.runningOfAll += 1;
      this.waitingOfAll -= 1;
      // It is the turn of all others before it is this group's again.
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

  /** Takes back what has not begun. */
  remove(name: string, item: T): boolean {
    const group = this.groups.get(name);
    const at = group?.waiting.indexOf(item) ?? -1;
    if (group === undefined || at === -1) return false;
    group.waiting.splice(at, 1);
    this.waitingOfAll -= 1;
    this.forgetIdle(name, group);
    return true;
  }

  /** Takes back all that has not begun. */
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
