/** What every write can carry. */
export interface WithComment {
  /** Why: kept in the history. */
  comment?: string | undefined;
}
