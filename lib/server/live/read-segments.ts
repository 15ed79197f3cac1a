import type { SegmentInput } from "@/lib/targeting";
import { readSegmentsPage, type SegmentChoice, sizeSegments } from "../store/rulesets";
import type { Tx } from "../store/transaction";
import { readInPages } from "./read-in-pages";

/** Reads segments page by page. */
export async function* readSegments(tx: Tx, which: SegmentChoice): AsyncGenerator<SegmentInput[], void> {
  yield* readInPages<SegmentInput[]>(await sizeSegments(tx, which), (page) => readSegmentsPage(tx, page));
}
