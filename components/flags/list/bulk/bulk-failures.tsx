import type { FailedChange } from "./change-flags";

/** More are counted. */
const SHOWN = 50;

/** Which flags were left as they are, and why. */
export function BulkFailures({ failed }: { failed: readonly FailedChange[] }) {
  const more = failed.length - SHOWN;
  return (
    <section role="alert" className="flex min-w-0 flex-col gap-1.5 text-sm">
      <h3 className="font-medium text-danger">
        {failed.length === 1
          ? "One flag was not changed"
          : `${failed.length.toLocaleString("en")} flags were not changed`}
      </h3>
      <ul className="flex flex-col gap-1.5">
        {failed.slice(0, SHOWN).map(({ flag, reason }) => (
          <li key={flag.id} className="wrap-anywhere border-danger border-l-2 pl-2">
            <span className="font-medium text-ink">{flag.name}</span> <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">and {more.toLocaleString("en")} more</p>}
    </section>
  );
}
