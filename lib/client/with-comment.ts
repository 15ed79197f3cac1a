/** The field that every write may have. */
export interface WithComment {
  /** Why: kept in the history. */
  comment?: string | undefined;
}
