/** The flag that makes a whole pattern ignore case. */
export const IGNORE_CASE = "(?i)";
