import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { requirementText } from "@/components/flags/words";
import { ruleSentence, type SpokenRule } from "@/components/rules/words";
import { segmentSentence } from "@/components/segments/words";
import { sentenceText } from "@/components/sentence/parts";
import type { Requirement } from "@/lib/contract/requirement";
import type { Segment } from "@/lib/contract/segment";

/** The forms that docs/rules.md shows, in its order: names of cases in tests/vectors. */
const sections: readonly { title: string; about: string; cases: readonly string[] }[] = [
  {
    title: "One condition",
    about:
      "An attribute, an operator, a value. A condition on an attribute that is missing never matches, whatever the\n" +
      "operator; `not_exists` is the only exception.",
    cases: [
      "equals: a boolean is true or false as text",
      "in: a comma-separated string, trimmed, empty items left out",
      "not_in: negates in for what is there",
      "contains: a substring of a scalar, an element of a list",
      "starts_with: any of several",
      "regex: anchors for the whole",
      "greater_than: numbers, also as text",
      "less_than: a date without a time is midnight, without a zone is UTC",
      "versions: as version, by semver's precedence",
      "is_true: true or its text",
      "exists: present and not null, whatever it is",
      "not_exists: missing or null",
      "ignore_case: equals",
      "negate: at least",
      "dotted names: a path through objects",
    ],
  },
  {
    title: "Groups",
    about: "All, any or none of some elements. A group may stand in a group, four deep.",
    cases: [
      "any: at least one element holds",
      "none: no element holds",
      "none of a condition on a missing attribute holds",
      "beside a group every other condition holds, too",
      "a group in a group",
      "an empty group of any matches nobody",
    ],
  },
  {
    title: "Segments",
    about: "A segment that the rule links to, or one that stands among the conditions, also within another segment.",
    cases: [
      "segment, all: every condition",
      "segment, any: at least one condition",
      "two references in an any",
      "none of a reference holds for whoever is not in it",
      "a segment in a segment",
      "a segment that is gone is nobody",
    ],
  },
  {
    title: "A share of them",
    about:
      "The bucket of `salt:id` decides who is inside a percentage. Raising a percentage removes nobody, and the\n" +
      "buckets of two rules are independent.",
    cases: ["25 percent", "conditions and a percentage: both, and a miss falls through"],
  },
  {
    title: "Split between values",
    about:
      "A rule may serve several values. Its buckets are independent of the percentage's, so that raising a\n" +
      "percentage moves nobody from one value to another.",
    cases: [
      "what the weights of a split leave over gets the rule's value",
      "a percentage comes before the split, which has buckets of its own",
      "whoever has no id gets the value of a rule that splits, and no split decided",
    ],
  },
  {
    title: "What other flags must give",
    about:
      "A flag may require what other flags give, in the same environment and for the same context. Where one of\n" +
      "them gives something else the flag is as if it was off.",
    cases: [
      "a flag that requires another is on only where that gives what is required",
      "a requirement names a variant: the first that has the value",
      "where its requirement is not met a flag is as if off: the code's default, and the environment's own",
    ],
  },
  {
    title: "Several rules",
    about: "The first that matches decides.",
    cases: [
      "a rule without conditions matches everyone",
      "the lowest position that matches wins, whatever the order of arrival",
    ],
  },
];

interface Evaluation {
  flag_key: string;
  context: unknown;
  value: unknown;
  reason: string;
}

interface VectorCase {
  name: string;
  condition?: SpokenRule["conditions"][number];
  conditions?: SpokenRule["conditions"];
  segments?: Segment[];
  matches?: unknown[];
  misses?: unknown[];
  ruleset?: {
    flags: { id: string; key: string; requires?: Requirement[] }[];
    rules: (SpokenRule & { flag_id: string; position: number })[];
    segments: Segment[];
  };
  evaluations?: Evaluation[];
}

const read = (file: string): VectorCase[] =>
  JSON.parse(readFileSync(path.resolve(`tests/vectors/${file}.json`), "utf8")).cases;
const vectors = new Map(["conditions", "groups", "rulesets"].flatMap(read).map((each) => [each.name, each]));

/** What a rule has when nothing is said of it. */
const plain = { conditions: [], segment_id: null, percentage: null, bucket_by: "user_id", value: true };
/** People a form are enough to see what it does. */
const MOST_PEOPLE = 3;

const code = (value: unknown): string => `\`${JSON.stringify(value).replaceAll("|", "\\|")}\``;

function rulesOf({ condition, conditions, ruleset }: VectorCase): readonly SpokenRule[] {
  if (ruleset !== undefined) return ruleset.rules.toSorted((one, other) => one.position - other.position);
  return [{ ...plain, conditions: conditions ?? (condition === undefined ? [] : [condition]) }];
}

/** The fields of a rule that say who gets what, without those that say nothing. */
function toldOf(rule: SpokenRule): object {
  const told = Object.keys(plain).filter((name) => name === "conditions" || name === "value" || says(rule, name));
  return Object.fromEntries([...told, ...(rule.split ? ["split"] : [])].map((name) => [name, Reflect.get(rule, name)]));
}

const says = (rule: SpokenRule, name: string): boolean => Reflect.get(rule, name) !== Reflect.get(plain, name);

/** Of flags that require each other: each says what it needs, and then its rules. */
function formOfFlags({ name, ruleset, evaluations = [] }: VectorCase): string {
  const told = (ruleset?.flags ?? []).flatMap(({ id, key, requires = [] }) => [
    ...requires.map((each) => `> \`${key}\`: only where ${requirementText(each)}.`),
    ...(requires.length > 0 ? [["```json", JSON.stringify({ requires }), "```"].join("\n")] : []),
    ...(ruleset?.rules ?? [])
      .filter(({ flag_id: flagId }) => flagId === id)
      .map((rule) => `Rule of \`${key}\`: ${sentenceText(ruleSentence(rule, new Map()))}.`),
  ]);
  const rows = some(evaluations, 2 * MOST_PEOPLE).map(
    ({ flag_key: key, context, value, reason }) => `| ${code(context)} | \`${key}\` gives ${code(value)}, ${reason} |`,
  );
  return [`### ${name}`, ...told, ["| Context | Outcome |", "| --- | --- |", ...rows].join("\n")].join("\n\n");
}

function formOf(each: VectorCase): string {
  if (each.ruleset?.flags.some(({ requires = [] }) => requires.length > 0)) return formOfFlags(each);
  const segments = each.segments ?? each.ruleset?.segments ?? [];
  const names = new Map(segments.map(({ id }) => [id, id]));
  const rules = rulesOf(each).map((rule) => [
    `> ${sentenceText(ruleSentence(rule, names))}.`,
    ["```json", JSON.stringify(toldOf(rule)), "```"].join("\n"),
  ]);
  const inSegments = segments.map(
    (segment) => `Segment \`${segment.id}\`: ${sentenceText(segmentSentence(segment, names))}`,
  );
  return [`### ${each.name}`, ...rules.flat(), ...inSegments, people(each)].join("\n\n");
}

function people({ matches = [], misses = [], evaluations }: VectorCase): string {
  const rows =
    evaluations === undefined
      ? [
          ...some(matches).map((context) => [context, "matches"]),
          ...some(misses).map((context) => [context, "does not"]),
        ]
      : some(evaluations, 2 * MOST_PEOPLE).map(({ context, value, reason }) => [
          context,
          `gets ${code(value)}, ${reason}`,
        ]);
  return [
    "| Context | Outcome |",
    "| --- | --- |",
    ...rows.map(([context, what]) => `| ${code(context)} | ${what} |`),
  ].join("\n");
}

const some = <T>(list: readonly T[], most = MOST_PEOPLE): readonly T[] => list.slice(0, most);

const INTRODUCTION = `# What a rule can say

Each form of a rule: the sentence that the dashboard says of it, its JSON, and whom it matches. The page is made from
the published vectors (\`tests/vectors\`) and the dashboard's own sentences by \`tests/unit/rule-forms.test.ts\`, which
fails when the page says anything else; with \`-u\` vitest writes it anew.`;

test("docs/rules.md shows each form of a rule as the vectors and the dashboard have it", async () => {
  const parts = sections.map(({ title, about, cases }) => {
    const forms = cases.map((name) => {
      const found = vectors.get(name);
      if (found === undefined) throw new Error(`No vector is called “${name}”`);
      return formOf(found);
    });
    return [`## ${title}`, about, ...forms].join("\n\n");
  });
  await expect(`${[INTRODUCTION, ...parts].join("\n\n")}\n`).toMatchFileSnapshot(path.resolve("docs/rules.md"));
});
