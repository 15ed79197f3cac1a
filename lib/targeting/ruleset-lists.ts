import { ListTable } from "./list-table";
import type { Lists, Membership } from "./lists";

/**
 * The lists of one ruleset: those of its segments in one table, and those of its rules in another. Rules change far
 * more often than audiences of 100,000 ids, whose table is then taken over from the ruleset before.
 */
export class RulesetLists implements Lists {
  private readonly ofSegments: ListTable;
  private readonly ofRules = new ListTable(undefined);
  private current: ListTable;

  constructor(before?: RulesetLists) {
    this.ofSegments = new ListTable(before?.ofSegments);
    this.current = this.ofSegments;
  }

  known(stored: unknown): readonly string[] | undefined {
    return this.current.known(stored);
  }

  membership(items: readonly string[], stored: unknown): Membership {
    return this.current.membership(items, stored);
  }

  /** What comes from here on are lists of rules. */
  *buildSegments(): Generator<undefined, void> {
    yield* this.ofSegments.build();
    this.current = this.ofRules;
  }

  *buildRules(): Generator<undefined, void> {
    yield* this.ofRules.build();
  }
}
