import type { ListedFlag } from "@/lib/contract/flag-list";

/** What several flags can be changed to at once. */
export type BulkActionId = "addTag" | "removeTag" | "turnOff" | "archive";

/** The fields that such a change sends. */
export type BulkFields = Partial<Pick<ListedFlag, "tags" | "enabled" | "status">>;

export interface BulkAction {
  /** Of the button and the dialog: "Turn off". */
  verb: string;
  /** What has been done: "Turned off". */
  done: string;
  /** It asks for a tag. */
  isOfTag: boolean;
  /** Everybody then gets what the flag serves while it is off. */
  isTurningOff: boolean;
  /** Why a flag is left as it is. */
  unchanged: string;
  /** The fields that are to be other ones; null: the flag is so already. */
  change: (flag: ListedFlag, tag: string) => BulkFields | null;
}

export const bulkActions: Record<BulkActionId, BulkAction> = {
  addTag: {
    verb: "Add a tag to",
    done: "Tagged",
    isOfTag: true,
    isTurningOff: false,
    unchanged: "has the tag already",
    change: ({ tags }, tag) => (tags.includes(tag) ? null : { tags: [...tags, tag] }),
  },
  removeTag: {
    verb: "Remove a tag from",
    done: "Took the tag off",
    isOfTag: true,
    isTurningOff: false,
    unchanged: "does not have the tag",
    change: ({ tags }, tag) => (tags.includes(tag) ? { tags: tags.filter((other) => other !== tag) } : null),
  },
  turnOff: {
    verb: "Turn off",
    done: "Turned off",
    isOfTag: false,
    isTurningOff: true,
    unchanged: "is off already",
    change: ({ enabled }) => (enabled ? { enabled: false } : null),
  },
  archive: {
    verb: "Archive",
    done: "Archived",
    isOfTag: false,
    isTurningOff: true,
    unchanged: "is archived already",
    change: ({ status }) => (status === "archived" ? null : { status: "archived" }),
  },
};
