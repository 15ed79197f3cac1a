import type { JsonValue } from "@/lib/contract/json";
import { describeValue, fieldLabel } from "./describe-value";
import { type Difference, listDifference } from "./diff";

/** A value of a field on one line. */
type SayValue = (value: JsonValue | undefined, path: readonly string[]) => string;

interface DifferenceListProps {
  found: readonly Difference[];
  say?: SayValue;
  label?: (path: readonly string[]) => string;
}

/** Differences, each with the value removed and the value added. */
export function DifferenceList({
  found,
  say = (value) => describeValue(value),
  label = fieldLabel,
}: DifferenceListProps) {
  return (
    <dl className="flex flex-col gap-2">
      {found.map((difference) => (
        <div key={difference.path.join(".")} className="grid gap-x-4 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="wrap-anywhere text-base text-muted first-letter:uppercase">{label(difference.path)}</dt>
          <dd className="flex min-w-0 flex-col items-start gap-1">
            <Change difference={difference} say={say} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Items shown of a changed list; the others are counted. */
const SHOWN_ITEMS = 20;

function Change({ difference: { path, before, after }, say }: { difference: Difference; say: SayValue }) {
  const list = listDifference(before, after);
  if (list === undefined) {
    return (
      <>
        {before !== undefined && <Side kind="removed" text={say(before, path)} />}
        {after !== undefined && <Side kind="added" text={say(after, path)} />}
      </>
    );
  }
  if (list.added.length === 0 && list.removed.length === 0) {
    return <span className="text-base text-muted">The same items in another order</span>;
  }
  const parts = [
    { kind: "removed", items: list.removed },
    { kind: "added", items: list.added },
  ] as const;
  return (
    <>
      {parts.map(({ kind, items }) =>
        items.slice(0, SHOWN_ITEMS).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of a change that is over never move
          <Side key={`${kind}-${index}`} kind={kind} text={say(item, path)} />
        )),
      )}
      {parts.map(({ kind, items }) =>
        items.length > SHOWN_ITEMS ? (
          <span key={kind} className="text-muted text-sm">
            and {(items.length - SHOWN_ITEMS).toLocaleString("en")} more {kind}
          </span>
        ) : null,
      )}
      {list.kept > 0 && <span className="text-muted text-sm">{list.kept.toLocaleString("en")} unchanged</span>}
    </>
  );
}

/** One side of a change. A sign tells which, besides the colour. */
function Side({ kind, text }: { kind: "added" | "removed"; text: string }) {
  const isAdded = kind === "added";
  const Element = isAdded ? "ins" : "del";
  return (
    <Element
      className={`wrap-anywhere flex max-w-full gap-2 rounded-chip px-1.5 py-0.5 text-sm no-underline ${
        isAdded ? "bg-success-soft text-success" : "bg-danger-soft text-danger"
      }`}
    >
      <span aria-hidden className="select-none font-mono">
        {isAdded ? "+" : "−"}
      </span>
      <span className="sr-only">{isAdded ? "Now: " : "Before: "}</span>
      <span className="min-w-0">{text}</span>
    </Element>
  );
}
