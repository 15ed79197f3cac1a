import { type ListFindings, listFindings } from "@/lib/forms/analysis/list-findings";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import type { FindingsQuestion } from "./questions";

/** What there is to know about a list. */
export const findingsAnswer = ({ list, attributeUses, people }: FindingsQuestion): ListFindings =>
  listFindings(analyzeList(list, { attributeUses, people }), list);
