import type { Tx } from "../store/transaction";

/** Is told how many bytes of heap the read data will take, as it arrives. What it throws ends the reading. */
export type ReadMeter = (bytes: number) => void;

/** What is read, and on which snapshot of the database. */
export interface Reading {
  tx: Tx;
  projectId: string;
  /** The environments whose rules are read. */
  environments: readonly string[];
  meter: ReadMeter;
}
