/** What stands between commas, trimmed, each once. */
export const commaSeparated = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];
