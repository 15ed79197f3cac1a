import { assertReach, type Caller, evaluatedEnvironment } from "../auth/caller";
import type { LiveRuleset } from "../live/live-project";
import { clientView, fullView, type RulesetView } from "../live/ruleset-view";
import { andThen, type MaybePromise } from "../maybe-promise";

/** A ruleset, and the part of it that a caller is answered from. */
export interface CallerRuleset extends RulesetView {
  readonly live: LiveRuleset;
}

/**
 * The ruleset of the environment that a caller named or, without a name, of the default one.
 * @param find finds it by the environment's name; undefined: the project's default
 * @throws ServiceError 403 for an environment that is not the caller's
 */
export function rulesetFor(
  caller: Caller,
  named: string | undefined,
  find: (environment: string | undefined) => MaybePromise<LiveRuleset>,
): MaybePromise<CallerRuleset> {
  return andThen(find(evaluatedEnvironment(caller, named)), (live) => {
    // The project's default environment is known only now.
    assertReach(caller, [live.environment]);
    const { ruleset, texts } = caller.isClient ? clientView(live) : fullView(live);
    return { live, ruleset, texts };
  });
}
