import type { PreviewSubject } from "@/lib/forms/preview";

/** The attributes that what is on the screen asks for, in order of appearance, each once. */
export function mentionedAttributes(subject: PreviewSubject): string[] {
  const conditionKeys = (segment: { rules: readonly { key: string }[] }) => segment.rules.map(({ key }) => key);
  const found =
    subject.kind === "segment"
      ? conditionKeys(subject.segment)
      : subject.rules.flatMap((rule) => {
          const segment = subject.segments.find(({ id }) => id === rule.segment_id);
          const hasRollout = rule.percentage !== null && rule.percentage !== undefined;
          return [
            ...rule.conditions.map(({ attribute }) => attribute),
            ...(segment ? conditionKeys(segment) : []),
            ...(hasRollout ? [rule.bucket_by ?? "user_id"] : []),
          ];
        });
  return [...new Set(found)].filter((attribute) => attribute !== "");
}
