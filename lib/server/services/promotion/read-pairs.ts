import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import type { FlagRow } from "../../store/flag-rows";
import type { Tx } from "../../store/transaction";
import { type ReadContent, type ReadContents, readContents } from "./read-contents";

/** A flag with its contents in two environments. */
export interface FlagInBoth {
  readonly flag: FlagRow;
  readonly from: ReadContent;
  readonly to: ReadContent;
}

interface Pairs extends Pick<ReadContents, "segments"> {
  readonly flags: readonly FlagInBoth[];
}

/** The contents of flags in two environments, in the order of the flags; null when it is too much to read. */
export async function readPairs(tx: Tx, flags: readonly FlagRow[], pair: EnvironmentPair): Promise<Pairs | null> {
  const read = await readContents(tx, flags, [pair.from, pair.to]);
  if (read === null) return null;
  const both = flags.flatMap((flag, index): FlagInBoth[] => {
    const [from, to] = read.contents[index] ?? [];
    return from === undefined || to === undefined ? [] : [{ flag, from, to }];
  });
  return { flags: both, segments: read.segments };
}
