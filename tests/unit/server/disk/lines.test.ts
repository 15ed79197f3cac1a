import { expect, test } from "vitest";
import { fromKeyLines, toKeyLines } from "@/lib/server/auth/key-lines";
import { FORMAT } from "@/lib/server/live/disk/cache-file";
import { fromLines, toLines } from "@/lib/server/live/disk/project-lines";
import type { ProjectSource } from "@/lib/server/live/project-source";
import type { ApiKeyRow as ApiKey } from "@/lib/server/store/api-keys";
import type { FlagInput, RuleInput } from "@/lib/targeting";

// Every field that there is, so that one more is missed here.
const rule = (id: string, flagId: string, value: RuleInput["value"]): Required<RuleInput> => ({
  id,
  flag_id: flagId,
  position: 1,
  conditions: [{ attribute: "country", operator: "in", value: ["US", "größer\n🎈"] }],
  value,
  enabled: true,
  percentage: null,
  segment_id: "s-1",
  bucket_by: "user_id",
  split: [{ value, weight: 33.334 }],
  salt: id,
});

/** A huge project: flags enough, and segments with a hundred thousand ids each. */
function hugeProject(): ProjectSource {
  const flags = Array.from({ length: 2_000 }, (_, index) => {
    const id = `f-${index}`;
    const flag: Required<FlagInput> = {
      id,
      key: id,
      enabled: true,
      status: "active",
      default_value: { value: { deep: [null, index] } },
      when_disabled: null,
      is_client_visible: true,
      environments: { production: { enabled: false } },
      flag_type: "json",
      variants: [{ name: "Deep", value: { deep: [1, null] } }],
      requires: [
        { flag: "f-0", variant: "on" },
        { flag: "f-1", value: { deep: [1, null] } },
      ],
    };
    const rules = new Map([["production", [rule(`r-${index}`, id, index), rule(`q-${index}`, id, "x")]]]);
    return [id, { flag, createdAt: index, rules }] as const;
  });
  const ids = Array.from({ length: 100_000 }, (_, index) => `user-${index}`);
  const segments = ["s-1", "s-2"].map(
    (id) => [id, { id, match_type: "all", rules: [{ key: "user_id", operator: "in", value: ids }] }] as const,
  );
  return {
    id: "p-1",
    slug: "shop",
    version: { epoch: "e", revision: 7, token: "t" },
    tokens: ["s", "t"],
    environments: ["production", "staging"],
    defaultEnvironment: "production",
    samplesContexts: false,
    held: ["production"],
    flags: new Map(flags),
    segments: new Map(segments),
  };
}

test("a project comes back from its lines as it was, of which none holds more than a flag", () => {
  const project = hugeProject();
  const lines = [...toLines(project)];
  expect(lines).toHaveLength(1 + project.flags.size + project.segments.size);
  const back = fromLines(lines);
  expect(back).toEqual(project);
  expect([...back.flags.keys()]).toEqual([...project.flags.keys()]);
});

test("what a line holds is what the file's format stands for: another name in one of them is another format", () => {
  const project = hugeProject();
  const [head, flag, segment] = [0, 1, -1].map((at) => JSON.parse([...toLines(project)].at(at) ?? ""));
  const names = (value: object) => Object.keys(value).sort().join(" ");
  expect({ FORMAT, head: names(head.head), flag: names(flag), segment: names(segment.segment) }).toEqual({
    FORMAT: "guidon cache 8",
    head: "defaultEnvironment environments held id samplesContexts slug tokens version",
    flag: "createdAt flag rules",
    segment: "id match_type rules",
  });
  expect({ flag: names(flag.flag), rule: names(flag.rules.production[0]) }).toEqual({
    flag:
      "default_value enabled environments flag_type id is_client_visible key " +
      "requires status variants when_disabled",
    rule: "bucket_by conditions enabled flag_id id percentage position salt segment_id split value",
  });
});

test("a key comes back with what lets it in, and without what people call it", () => {
  const key: ApiKey = {
    id: "k-1",
    name: "Payroll",
    keyHash: Uint8Array.from([0, 255, 7]),
    keyPrefix: "kr_live_abcd",
    kind: "client",
    scopes: ["flags:evaluate"],
    isRestricted: true,
    projectIds: ["p-1"],
    environments: ["production"],
    allowedOrigins: ["https://shop.example.com"],
    expiresAt: new Date("2030-01-01T00:00:00Z"),
    lastUsedAt: new Date(),
    revokedAt: null,
    replacedAt: null,
    replaces: null,
    createdAt: new Date(),
  };
  const lines = [...toKeyLines([key], 5)];
  expect(lines.join()).not.toContain("Payroll");
  const { name, lastUsedAt, createdAt, ...kept } = key;
  expect(fromKeyLines(lines)).toMatchObject({ readAt: 5, keys: [kept] });
});

test("keys of a version with other columns are not taken", () => {
  const [head = "", ...keys] = toKeyLines([], 5);
  expect(fromKeyLines([head, ...keys])).toEqual({ keys: [], readAt: 5 });
  expect(fromKeyLines([head.replace("scopes", "scope"), ...keys])).toBeUndefined();
});
