import type { FlagSubject, TestSubject } from "../test-subject";

/** The attributes that what is on the screen asks for, in order of appearance, each once. */
export function mentionedAttributes(subject: TestSubject): string[] {
  const found = subject.kind === "segment" ? keysOf(subject.segment) : mentionedByRules(subject);
  return [...new Set(found)].filter((attribute) => attribute !== "");
}

function mentionedByRules({ rules, segments }: FlagSubject): string[] {
  // A project has thousands of segments, and a flag hundreds of rules.
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  return rules.flatMap(({ conditions, segment_id, percentage, bucket_by }) => {
    const segment = segment_id ? byId.get(segment_id) : undefined;
    const hasRollout = percentage !== null && percentage !== undefined;
    return [
      ...conditions.map(({ attribute }) => attribute),
      ...(segment ? keysOf(segment) : []),
      ...(hasRollout ? [bucket_by ?? "user_id"] : []),
    ];
  });
}

const keysOf = (segment: { rules: readonly { key: string }[] }): string[] => segment.rules.map(({ key }) => key);
