/** The problem of a field, below it. */
export function FieldNote({ id, problem }: { id: string; problem: string | undefined }) {
  return (
    <p id={id} role="alert" className="mt-1 text-danger text-sm empty:hidden">
      {problem}
    </p>
  );
}
