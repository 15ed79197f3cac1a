/** Joins class names, without those that a condition left out. */
export const cn = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(" ");
