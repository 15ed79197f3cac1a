import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { type ListFindings, listFindings } from "./list-findings";
import type { FindingsQuestion } from "./questions";

/** The findings about a list. */
export const findingsAnswer = ({ list, attributeUses, people }: FindingsQuestion): ListFindings =>
  listFindings(analyzeList(list, { attributeUses, people }), list);
