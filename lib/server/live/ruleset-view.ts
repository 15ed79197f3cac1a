import type { CompiledRuleset } from "@/lib/targeting";
import type { AnswerTexts } from "./answers";
import type { LiveRuleset } from "./live-project";

/** What somebody's evaluations are answered from: the flags that they may know, and answers in the words for them. */
export interface RulesetView {
  readonly ruleset: CompiledRuleset;
  readonly texts: AnswerTexts;
}

/** A ruleset for whoever may know all of it. */
export const fullView = ({ ruleset, answers }: LiveRuleset): RulesetView => ({ ruleset, texts: answers.full });

const clientViews = new WeakMap<LiveRuleset, RulesetView>();

/** A ruleset for keys that ship to people. What is not meant for them is as if it were not there. */
export function clientView(live: LiveRuleset): RulesetView {
  const known = clientViews.get(live);
  if (known !== undefined) return known;
  const { flags, ...rest } = live.ruleset;
  // What is stored may be damaged: nothing but `true` shows a flag.
  const visible = [...flags].filter(([, { source }]) => source.flag.is_client_visible === true);
  const view = { ruleset: { ...rest, flags: new Map(visible) }, texts: live.answers.forClients };
  clientViews.set(live, view);
  return view;
}
