import { Badge } from "@/components/ui/badge";

/** More would crowd out the name; all of them stand on the flag's page. */
const SHOWN = 2;

export function FlagTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="hidden min-w-0 shrink items-center gap-1.5 sm:flex">
      {tags.slice(0, SHOWN).map((tag) => (
        <Badge key={tag} className="max-w-32">
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > SHOWN && (
        <span className="text-muted text-xs" title={tags.slice(SHOWN).join(", ")}>
          +{tags.length - SHOWN}
        </span>
      )}
    </span>
  );
}
