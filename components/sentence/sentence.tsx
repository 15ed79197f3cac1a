import { Fragment, memo, type ReactElement } from "react";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page/page-header";
import { ServedValue } from "@/components/values/served-value";
import { moreText } from "@/lib/targeting/words/condition-parts";
import { isPunctuation, type SentencePart } from "./parts";

interface SentenceProps {
  parts: readonly SentencePart[];
  /** The address of a segment's page. Without it, the segment's name is no link. */
  segmentHref?: ((segmentId: string) => string) | undefined;
  /** Off: said more quietly. */
  isDimmed?: boolean;
  className?: string;
}

/** A rule or an audience in words. Plain language and texts that people wrote look different. */
export const Sentence = memo(function Sentence({ parts, segmentHref, isDimmed = false, className }: SentenceProps) {
  return (
    <p className={cn("wrap-anywhere text-pretty text-base leading-6", isDimmed ? "text-muted" : "text-ink", className)}>
      {parts.flatMap((part, index) => {
        // Parts have no identity and no state, so the index is a good key.
        const element = partElement(part, String(index), segmentHref);
        return index === 0 || isPunctuation(part) ? [element] : [" ", element];
      })}
    </p>
  );
});

const chipClass = "rounded-chip bg-fill px-1 py-px font-mono text-sm";

const looks = {
  word: "text-muted",
  operator: "text-muted",
  attribute: "font-medium font-mono text-sm",
  value: chipClass,
  note: "whitespace-nowrap text-muted text-sm tabular-nums",
  warning: "text-warning italic",
} as const;

/** A part that is only text is one element without a component: lists of rules and segments render thousands. */
function partElement(part: SentencePart, key: string, segmentHref: SentenceProps["segmentHref"]): ReactElement {
  switch (part.kind) {
    case "served":
      return <ServedValue key={key} value={part.value} />;
    case "list":
      return <ListPart key={key} items={part.items} more={part.more} />;
    case "segment":
      return <SegmentPart key={key} part={part} segmentHref={segmentHref} />;
    case "percentage":
      return <PercentagePart key={key} text={part.text} of100={part.of100} />;
    case "strong":
      return (
        <strong key={key} className="font-semibold">
          {part.text}
        </strong>
      );
    default:
      return (
        <span key={key} className={looks[part.kind]}>
          {part.text}
        </span>
      );
  }
}

function PercentagePart({ text, of100 }: { text: string; of100: number }) {
  return (
    <span className="whitespace-nowrap font-semibold tabular-nums">
      <span
        aria-hidden
        className="mr-1.5 inline-block h-1.5 w-10 overflow-hidden rounded-full bg-line-strong align-middle"
      >
        <span className="block h-full bg-accent" style={{ width: `${of100}%` }} />
      </span>
      {text}
    </span>
  );
}

interface SegmentPartProps extends Pick<SentenceProps, "segmentHref"> {
  part: Extract<SentencePart, { kind: "segment" }>;
}

function SegmentPart({ part, segmentHref }: SegmentPartProps) {
  if (part.isGone) return <span className={looks.warning}>{part.text}</span>;
  if (segmentHref === undefined) return <em className="font-medium">{part.text}</em>;
  return (
    <PageLink href={segmentHref(part.segmentId)} className="font-medium text-accent underline-offset-2 hover:underline">
      <em>{part.text}</em>
    </PageLink>
  );
}

function ListPart({ items, more }: { items: readonly string[]; more: number }) {
  return (
    <>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may repeat an item, and nothing in it has a state
        <Fragment key={index}>
          {index > 0 && <span className="text-muted">{index === items.length - 1 && more === 0 ? " or " : ", "}</span>}
          <span className={chipClass}>{item}</span>
        </Fragment>
      ))}
      {more > 0 && <span className="text-muted"> or {moreText(more)}</span>}
    </>
  );
}
