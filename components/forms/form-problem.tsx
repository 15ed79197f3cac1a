/** What is wrong with a form as a whole; read out when it appears. */
export function FormProblem({ text }: { text: string }) {
  return (
    <p
      role="alert"
      className="rounded-control border border-danger/30 bg-danger-soft px-3 py-2 text-base text-danger empty:hidden"
    >
      {text}
    </p>
  );
}
