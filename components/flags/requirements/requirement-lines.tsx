import { PageLink } from "@/components/ui/page/page-link";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { requirementText } from "./words";

interface RequirementLinesProps {
  flag: Pick<ListedFlag, "requires" | "required_by">;
  /** The project's. */
  slug: string;
}

/** What a flag needs of others, and which others need it. Nothing of either: nothing is shown. */
export function RequirementLines({
  flag: { requires = [], required_by: requiredBy = [] },
  slug,
}: RequirementLinesProps) {
  const links = requires.map((each) => ({ key: each.flag, text: requirementText(each) }));
  return (
    <>
      {links.length > 0 && <Line label="Only where" links={links} joint=" and " slug={slug} />}
      {requiredBy.length > 0 && (
        <Line label="Needed by" links={requiredBy.map((key) => ({ key, text: key }))} joint=", " slug={slug} />
      )}
    </>
  );
}

interface LineProps {
  label: string;
  /** Flags by their keys, with what is said of them. */
  links: readonly { key: string; text: string }[];
  joint: string;
  slug: string;
}

function Line({ label, links, joint, slug }: LineProps) {
  return (
    <p className="wrap-anywhere text-sm">
      {label}{" "}
      {links.map(({ key, text }, index) => (
        <span key={key}>
          {index > 0 && joint}
          <PageLink
            href={`/projects/${slug}/flags/${encodeURIComponent(key)}`}
            className="rounded-chip text-ink underline underline-offset-2 hover:text-accent"
          >
            {text}
          </PageLink>
        </span>
      ))}
    </p>
  );
}
