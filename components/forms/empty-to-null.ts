/** What an optional text field holds, for the contract: no text is null there. */
export const emptyToNull = (text: string | null): string | null => (text === "" ? null : text);
