import type { AuditEntry } from "@/lib/contract/audit";
import { fieldLabel } from "../describe-value";
import { type Difference, differences } from "../diff";
import { flagChange, orderPhrase, renamed, ruleChange, ruleName } from "./flag-words";
import { type KnownNames, listed, type Phrase, resourceOf, type Side, sideOf, variantsOfEntry } from "./phrase";

const nouns: Record<AuditEntry["resource_type"], string> = {
  project: "the project",
  environment: "the environment",
  flag: "the flag",
  segment: "the segment",
  rule: "the rule",
  rule_order: "the rules",
  api_key: "the API key",
  member: "the member",
  test_user: "the test user",
};

/** What an entry says was done, in one line. */
export function entryPhrase(entry: AuditEntry, names: KnownNames): Phrase {
  return [...deedOf(entry, names), ...whereOf(entry, names)];
}

/** What an entry and those with its `batch_id` say was done, in one line. */
export function actPhrase(entry: AuditEntry, names: KnownNames): Phrase {
  const { batch_size: size = 1, action } = entry;
  if (size === 1) return entryPhrase(entry, names);
  const flags = { name: `${size.toLocaleString("en")} flags` };
  if (action === "flag.promoted") return ["promoted ", flags, ...promotedFrom(sideOf(entry.after))];
  return ["took back the promotion of ", flags];
}

const promotedFrom = (after: Side | undefined): Phrase =>
  typeof after?.promoted_from === "string" ? [` from ${after.promoted_from}`] : [];

function deedOf(entry: AuditEntry, names: KnownNames): Phrase {
  const [before, after] = [sideOf(entry.before), sideOf(entry.after)];
  const subject = subjectOf(entry, names);
  switch (entry.action) {
    case "rules.reordered":
    case "rules.order_restored":
      return orderPhrase(before ?? {}, after ?? {});
    case "rules.copied":
      return copyPhrase(after ?? {});
    case "rules.list_restored":
      return ["put the rules back as they were before a copy"];
    case "rule.segment_cleared":
      return ["took ", ...subject, " out of a segment that was deleted"];
    case "rule.segment_cleared_and_disabled":
      return ["turned off ", ...subject, ", whose segment was deleted"];
    case "rule.segment_restored":
      return ["put ", ...subject, " back in its segment"];
    case "flag.promoted":
      return ["promoted ", ...subject, ...promotedFrom(after)];
    case "flag.promotion_restored":
      return ["took back the promotion of ", ...subject];
    case "member.invited":
      return ["made a new link for ", ...subject];
    case "member.password_set":
      return ["set their password"];
    case "api_key.revoked":
      return ["revoked ", ...subject];
    case "api_key.replaced":
      return ["renewed ", ...subject];
  }
  if (before === undefined) return [isRestored(entry) ? "restored " : "created ", ...subject, ...withRules(after)];
  if (after === undefined) return ["deleted ", ...subject, ...withRules(before)];
  return changePhrase(entry, subject, names);
}

const isRestored = ({ restored_from: from }: AuditEntry): boolean => from !== undefined;

function changePhrase(entry: AuditEntry, subject: Phrase, names: KnownNames): Phrase {
  const found = shownDifferences(entry);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    const said = oneChange(entry, subject, only, names);
    if (said !== undefined) return said;
  }
  const fields = [...new Set(found.map(({ path }) => fieldLabel(path.slice(0, 1))))];
  if (fields.length === 0) return ["changed ", ...subject];
  return ["changed ", ...listed(fields.map((field) => [`the ${field}`])), " of ", ...subject];
}

/** The differences. A schedule is one: its time stands for its action and its environments, too. */
function shownDifferences({ before, after }: AuditEntry): Difference[] {
  const found = differences(before, after);
  const isScheduled = found.some(({ path: [field] }) => field === "scheduled_at");
  return found.filter(({ path: [field = ""] }) => !(isScheduled && SCHEDULE_DETAILS.has(field)));
}

const SCHEDULE_DETAILS: ReadonlySet<string> = new Set(["scheduled_action", "scheduled_environments"]);

function oneChange(entry: AuditEntry, subject: Phrase, change: Difference, names: KnownNames): Phrase | undefined {
  const { resource_type: type } = entry;
  const variants = variantsOfEntry(entry, names);
  if (type === "rule") return ruleChange(subject, change, { segments: names.segments, variants });
  if (type === "flag") return flagChange(subject, change, variants);
  if (type === "environment") return environmentChange(subject, change);
  if (change.path[0] === "name") return renamed(change.before, change.after);
  if (type === "segment" && change.path[0] === "rules") return ["changed who is in ", ...subject];
  return undefined;
}

function environmentChange(environment: Phrase, { path: [field], after }: Difference): Phrase | undefined {
  switch (field) {
    case "is_protected":
      return [after === true ? "protected " : "took the protection off ", ...environment];
    case "position":
      return ["moved ", ...environment];
    case "title":
      return ["called ", ...environment, ` ${String(after)}`];
    default:
      return undefined;
  }
}

/** What was changed, by its name. */
function subjectOf(entry: AuditEntry, names: KnownNames): Phrase {
  const resource = resourceOf(entry);
  const isOnlyChanged = entry.before !== null && entry.after !== null;
  if (entry.resource_type === "rule") {
    const rule = ruleName(resource, names);
    return isOnlyChanged || rule.length > 1 ? rule : ["the rule ", ...rule];
  }
  const name = [resource.name, resource.key].find((text) => typeof text === "string" && text !== "");
  const noun = nouns[entry.resource_type];
  if (typeof name !== "string") return [noun];
  // A flag is what most of it is about, and needs no noun.
  return isOnlyChanged && entry.resource_type === "flag" ? [{ name }] : [`${noun} `, { name }];
}

function copyPhrase({ copied_from: from, mode }: Side): Phrase {
  const source = typeof from === "string" ? ` from ${from}` : "";
  return [mode === "replace" ? `replaced the rules by those${source}` : `added the rules${source}`];
}

function withRules({ rules, default_value: isFlag }: Side = {}): Phrase {
  if (isFlag === undefined || !Array.isArray(rules) || rules.length === 0) return [];
  return [rules.length === 1 ? " with its rule" : ` with its ${rules.length.toLocaleString("en")} rules`];
}

/** The flag whose rules were changed. */
function whereOf({ resource_type: type, flag_id: flagId }: AuditEntry, { flags }: KnownNames): Phrase {
  if (type === "flag" || flagId === null) return [];
  const name = flags.get(flagId);
  return name === undefined ? [" in a flag that is gone"] : [" in ", { name }];
}
