import type { PasteResult } from "./list-paste";

/** Rejected rows that are shown; the others are counted. */
const SHOWN = 20;

const count = (number: number) => number.toLocaleString("en");

/** The result of adding: how many were added, duplicate or rejected and why, and what was removed from the paste. */
export function PasteReport({ result, onDismiss }: { result: PasteResult | null; onDismiss: () => void }) {
  return (
    <div role="status" className="text-sm empty:hidden">
      {result && (
        <div className="rounded-control border border-line bg-ground px-2.5 py-1.5">
          <div className="flex items-baseline gap-2">
            <p className="min-w-0 flex-1 text-ink tabular-nums">
              <strong className="font-semibold">{count(result.added.length)}</strong> added
              {result.duplicates > 0 && <> · {count(result.duplicates)} already there</>}
              {result.rejected.length > 0 && (
                <span className="text-danger"> · {count(result.rejected.length)} rejected</span>
              )}
              {result.takenOff.length > 0 && <> · taken off: {result.takenOff.join(", ")}</>}
            </p>
            <button
              type="button"
              className="rounded-chip text-muted underline-offset-2 hover:text-ink hover:underline pointer-coarse:py-2"
              onClick={onDismiss}
            >
              Dismiss
            </button>
          </div>
          {result.rejected.length > 0 && <RejectedRows result={result} />}
        </div>
      )}
    </div>
  );
}

function RejectedRows({ result: { rejected } }: { result: PasteResult }) {
  return (
    <details className="mt-1 text-muted">
      <summary className="cursor-pointer">Rejected rows</summary>
      <ol className="mt-1 flex flex-col gap-0.5">
        {rejected.slice(0, SHOWN).map(({ line, text, reason }) => (
          <li key={`${line} ${text}`} className="flex min-w-0 gap-2">
            <span className="shrink-0 tabular-nums">Line {count(line)}</span>
            <code className="min-w-0 truncate font-mono">{text}</code>
            <span className="shrink-0">{reason}</span>
          </li>
        ))}
        {rejected.length > SHOWN && <li>and {count(rejected.length - SHOWN)} more</li>}
      </ol>
    </details>
  );
}
