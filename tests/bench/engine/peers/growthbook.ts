import type { RulesetInput } from "@/lib/targeting";
import { listOf, type Operand, operandsOf, operandsOfSegment, rulesOfFlag } from "./convert";
import { loadPackage, type Peer } from "./peer";

interface GrowthBookModule {
  GrowthBookClient: new () => {
    initSync(options: { payload: unknown }): unknown;
    isOn(key: string, user: { attributes: object }): boolean;
  };
}

const escaped = (text: unknown) => String(text).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

function conditionOf({ operator, value }: Operand): object | string {
  switch (operator) {
    case "equals":
      return { $eq: value };
    case "not_equals":
      return { $ne: value };
    case "in":
      return { $in: listOf(value) };
    case "not_in":
      return { $nin: listOf(value) };
    case "greater_than":
      return { $gt: value };
    case "less_than":
      return { $lt: value };
    case "starts_with":
      return { $regex: `^${escaped(value)}` };
    case "ends_with":
      return { $regex: `${escaped(value)}$` };
    case "contains":
      return { $regex: escaped(value) };
    default:
      return { $regex: String(value) };
  }
}

/** What GrowthBook's API would send. */
export function growthbookPayload(ruleset: RulesetInput): object {
  const lists = new Map(ruleset.segments.map((segment) => [segment.id, operandsOfSegment(segment)[0]]));
  const features = Object.fromEntries(
    ruleset.flags.map((flag) => [
      flag.key,
      {
        defaultValue: false,
        rules: rulesOfFlag(ruleset, flag).map((rule) => {
          const inline = operandsOf(rule).map((operand) => ({ [operand.attribute]: conditionOf(operand) }));
          const list = lists.get(rule.segment_id ?? "");
          const group = list ? [{ [list.attribute]: { $inGroup: rule.segment_id } }] : [];
          const rollout =
            rule.percentage == null
              ? {}
              : { coverage: rule.percentage / 100, hashAttribute: rule.bucket_by, seed: rule.id, hashVersion: 2 };
          return { condition: { $and: [...inline, ...group] }, force: true, ...rollout };
        }),
      },
    ]),
  );
  const savedGroups = Object.fromEntries([...lists].map(([id, list]) => [id, list?.value]));
  return { features, savedGroups };
}

export const growthbook: Peer = {
  name: "GrowthBook",
  async load({ ruleset, contexts, keys }) {
    const { GrowthBookClient } = await loadPackage<GrowthBookModule>("@growthbook/growthbook");
    const client = new GrowthBookClient();
    client.initSync({ payload: growthbookPayload(ruleset) });
    const users = contexts.map((attributes) => ({ attributes }));
    const nobody = { attributes: {} };
    return {
      answers: (context) => keys.map((key) => client.isOn(key, users[context] ?? nobody)),
      run(chosen) {
        let on = 0;
        for (const context of chosen) {
          const user = users[context] ?? nobody;
          for (const key of keys) on += client.isOn(key, user) ? 1 : 0;
        }
        return on;
      },
    };
  },
};
