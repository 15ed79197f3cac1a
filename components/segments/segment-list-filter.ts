import type { ListedSegment } from "@/lib/contract/segment";

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The segments whose name or description has the text, whatever the case, by name. */
export function filterSegments(segments: readonly ListedSegment[], search: string): ListedSegment[] {
  const wanted = search.trim().toLowerCase();
  return segments
    .filter(
      ({ name, description }) =>
        name.toLowerCase().includes(wanted) || (description?.toLowerCase().includes(wanted) ?? false),
    )
    .sort((a, b) => byName.compare(a.name, b.name));
}
