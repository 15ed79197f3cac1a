import type { CompiledRuleset } from "@/lib/targeting";
import type { AnswerTexts } from "./answers";
import type { LiveRuleset } from "./live-project";

/**
 * What a caller's evaluations are answered from: the flags that the caller may know, and answers in the matching form.
 */
export interface RulesetView {
  readonly ruleset: CompiledRuleset;
  readonly texts: AnswerTexts;
}

/** A ruleset for callers who may know all of it. */
export const fullView = ({ ruleset, answers }: LiveRuleset): RulesetView => ({ ruleset, texts: answers.full });

const clientViews = new WeakMap<LiveRuleset, RulesetView>();

/** A ruleset for keys that ship to people. Flags that are not meant for them seem not to exist. */
export function clientView(live: LiveRuleset): RulesetView {
  const known = clientViews.get(live);
  if (known !== undefined) return known;
  const { flags, ...rest } = live.ruleset;
  // Stored data may be damaged: only `true` makes a flag visible.
  const visible = [...flags].filter(([, { source }]) => source.flag.is_client_visible === true);
  const view = { ruleset: { ...rest, flags: new Map(visible) }, texts: live.answers.forClients };
  clientViews.set(live, view);
  return view;
}
