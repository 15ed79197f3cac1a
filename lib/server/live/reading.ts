import type { Tx } from "../store/transaction";

/** Is told how many bytes of heap what was read will take, as it comes. What it throws ends the reading. */
export type ReadMeter = (bytes: number) => void;

/** What is read, and on which snapshot of the database. */
export interface Reading {
  tx: Tx;
  projectId: string;
  /** Whose rules are wanted. */
  environments: readonly string[];
  meter: ReadMeter;
}
