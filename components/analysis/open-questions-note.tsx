/** What could not be found out about a list, for whoever asks. Nothing is claimed of it anywhere else. */
export function OpenQuestionsNote({ sentences }: { sentences: readonly string[] }) {
  return (
    <details className="text-muted text-sm">
      <summary className="w-fit cursor-pointer rounded-chip hover:text-ink">
        Not everything here could be checked
      </summary>
      <ul className="mt-1 flex flex-col gap-1 pl-4">
        {sentences.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
