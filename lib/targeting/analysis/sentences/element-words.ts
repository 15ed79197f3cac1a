import { type ElementInput, readElement } from "../../element";
import type { RuleConditionInput } from "../../types";
import { groupText } from "../../words/group-words";
import { conditionWords } from "./condition-words";
import { cut } from "./words";

/** An element of a rule in words, as cards show it: `either plan is pro or in Staff`. */
export function elementWords(
  element: ElementInput<RuleConditionInput>,
  segmentNames: ReadonlyMap<string, string>,
): string {
  const read = readElement(element);
  switch (read.type) {
    case "condition": {
      const { attribute: name, ...asked } = read.condition;
      return conditionWords({ name, ...asked });
    }
    case "segment":
      return `in ${cut(segmentNames.get(read.segmentId) ?? "a segment")}`;
    case "group": {
      const inside = read.elements.map((each) => elementWords(each, segmentNames));
      const types = read.elements.map((each) => readElement(each).type);
      return groupText(read.kind, inside, {
        isLong: types.includes("group"),
        isReference: types.length === 1 && types[0] === "segment",
      });
    }
  }
}
