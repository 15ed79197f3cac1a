/** Whether texts have all words of a search, whatever the case; each word may be in another of them. */
export function searchWords(search: string): (texts: readonly string[]) => boolean {
  const words = search.toLowerCase().split(/\s+/);
  return (texts) => {
    const known = texts.map((text) => text.toLowerCase());
    return words.every((word) => known.some((text) => text.includes(word)));
  };
}
