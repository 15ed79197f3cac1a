/** An instant of the API to be read: "2026-03-10 11:59:31 UTC". */
export const instantText = (instant: string): string => instant.replace("T", " ").replace("Z", " UTC");
