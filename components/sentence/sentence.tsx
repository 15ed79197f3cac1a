import { Fragment, memo } from "react";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import { isPunctuation, moreText, type SentencePart } from "@/lib/forms/sentence/parts";
import { ServedValue } from "./served-value";

interface SentenceProps {
  parts: readonly SentencePart[];
  /** Where a segment's page is; without it, its name is no link. */
  segmentHref?: ((segmentId: string) => string) | undefined;
  /** Off: said more quietly. */
  isDimmed?: boolean;
  className?: string;
}

/** A rule or an audience in words: plain language in one voice, what a person wrote in another. */
export const Sentence = memo(function Sentence({ parts, segmentHref, isDimmed = false, className }: SentenceProps) {
  return (
    <p className={cn("wrap-anywhere text-pretty text-base leading-6", isDimmed ? "text-muted" : "text-ink", className)}>
      {parts.map((part, index) => (
        // The sentence is made anew with every change; nothing in it has a state.
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity
        <Fragment key={index}>
          {index > 0 && !isPunctuation(part) && " "}
          <Part part={part} segmentHref={segmentHref} />
        </Fragment>
      ))}
    </p>
  );
});

const chipClass = "rounded-chip bg-fill px-1 py-px font-mono text-sm";

function Part({ part, segmentHref }: { part: SentencePart; segmentHref: SentenceProps["segmentHref"] }) {
  switch (part.kind) {
    case "word":
    case "operator":
      return <span className="text-muted">{part.text}</span>;
    case "strong":
      return <strong className="font-semibold">{part.text}</strong>;
    case "attribute":
      return <span className="font-medium font-mono text-sm">{part.text}</span>;
    case "value":
      return <span className={chipClass}>{part.text}</span>;
    case "percentage":
      return <span className="whitespace-nowrap font-semibold tabular-nums">{part.text}</span>;
    case "served":
      return <ServedValue value={part.value} />;
    case "warning":
      return <span className="text-warning italic">{part.text}</span>;
    case "list":
      return <ListPart items={part.items} more={part.more} />;
    case "segment":
      if (part.isGone) return <span className="text-warning italic">{part.text}</span>;
      if (segmentHref === undefined) return <em className="font-medium">{part.text}</em>;
      return (
        <PageLink
          href={segmentHref(part.segmentId)}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          <em>{part.text}</em>
        </PageLink>
      );
  }
}

function ListPart({ items, more }: { items: readonly string[]; more: number }) {
  return (
    <>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may repeat an item, and nothing in it has a state
        <Fragment key={index}>
          {index > 0 && <span className="text-muted">, </span>}
          <span className={chipClass}>{item}</span>
        </Fragment>
      ))}
      {more > 0 && <span className="text-muted"> and {moreText(more)}</span>}
    </>
  );
}
