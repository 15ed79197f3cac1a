import type { OperationGroup } from "./openapi";

/** Links to every operation on the page. */
export function ReferenceNavigation({ groups }: { groups: readonly OperationGroup[] }) {
  return (
    <nav aria-label="Operations" className="flex flex-col gap-4">
      {groups.map(({ name, operations }) => (
        <div key={name}>
          <p className="mb-1 px-2 font-medium text-ink text-sm">{name}</p>
          <ul>
            {operations.map(({ id, summary }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="-outline-offset-2! block rounded-control px-2 py-1 text-base text-muted hover:bg-hover hover:text-ink pointer-coarse:py-2.5"
                >
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
