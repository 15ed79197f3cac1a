import { columnsOf, jsonRowReader } from "../db/json-rows";
import { flagShape, projectShape, ruleShape, segmentShape } from "./row-shapes";

export const readProjectRows = jsonRowReader(projectShape);
export const readFlagRows = jsonRowReader(flagShape);
export const readSegmentRows = jsonRowReader(segmentShape);
export const readRuleRows = jsonRowReader(ruleShape);

export const projectColumns = columnsOf(projectShape);
export const flagColumns = columnsOf(flagShape);
export const segmentColumns = columnsOf(segmentShape);
export const ruleColumns = columnsOf(ruleShape);
