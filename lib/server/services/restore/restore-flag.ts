import { z } from "zod";
import { idSchema } from "@/lib/contract/common";
import { type Flag, flagSchema, type UpdateFlag, updateFlagSchema } from "@/lib/contract/flag";
import { environmentStatesSchema, updateFlagEnvironmentSchema } from "@/lib/contract/flag-environment";
import { stateIn, type UpdateFlagEnvironments } from "@/lib/contract/flag-state";
import { jsonValueSchema } from "@/lib/contract/flag-value";
import type { Project } from "@/lib/contract/project";
import { type Rule, ruleSchema } from "@/lib/contract/rule";
import { conflict } from "../../service-error";
import { type KeptExpectation, restoreExpectations } from "../../store/expectations";
import { toFlag } from "../../store/flag-rows";
import { findFlag, isKeyTaken, restoreFlag } from "../../store/flags";
import { restoreRules } from "../../store/rules";
import { changeFlag, type FlagChange, flagIdentity } from "../flags";
import { assertRequirementsThere } from "../requirements";
import { seen } from "../seen";
import { assertNothingThere } from "./assert-nothing-there";
import { assertSegments } from "./assert-segments";
import { contentOfFlag } from "./content-of-flag";
import { alreadySo, fieldsOf, restoredFields, sideOf } from "./entry";
import { assertEnvironments, lockFlagOfRules } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";
import { UndoneValues } from "./undone-values";

const FIELDS = fieldsOf(updateFlagSchema.omit({ key: true, flag_type: true, project_id: true, environments: true }));
const STATE_FIELDS = fieldsOf(updateFlagEnvironmentSchema);

/** Entries from before there were states do not mention them. */
const entrySchema = flagSchema.extend({ environments: environmentStatesSchema.default({}) });

const flagIn = ({ entry }: Restoring) => sideOf(entrySchema, entry.before);

/** The fields of a flag that are restored. */
function flagFields(restoring: Restoring, { environments }: Pick<Project, "environments">): FlagChange {
  const { entry, extent } = restoring;
  const flag = flagIn(restoring);
  const { when_disabled = "default_value", is_client_visible = false, scheduled_action = "enable" } = flag;
  const { scheduled_environments = null, variants = [], requires = [] } = flag;
  const schedule = { scheduled_action, scheduled_environments };
  const whole = { ...flag, when_disabled, is_client_visible, ...schedule, variants, requires };
  const fields = restoredFields(entry, whole, FIELDS, extent);
  const states = restoredStates(restoring, environments);
  return {
    ...fields,
    ...scheduleNow(fields, environments),
    ...(Object.keys(states).length > 0 && { environments: states }),
  };
}

/** The flag's states in the environments that the entry mentions and that still exist. */
function restoredStates(restoring: Restoring, environments: readonly string[]): UpdateFlagEnvironments {
  const [before, after] = [flagIn(restoring), sideOf(entrySchema, restoring.entry.after)];
  const known = environments.filter((name) => Object.hasOwn(before.environments, name));
  const states = known.map((name) => {
    const [then, since] = [stateIn(before.environments, name), stateIn(after.environments, name)];
    const whole = { enabled: then.enabled, default_value: then.default_value ?? null };
    return [name, restoredFields({ before: then, after: since }, whole, STATE_FIELDS, restoring.extent)] as const;
  });
  return Object.fromEntries(states.filter(([, fields]) => Object.keys(fields).length > 0));
}

/** The restored schedule, if its time is still to come, for those of its environments that still exist. */
function scheduleNow({ scheduled_at, scheduled_environments: names }: Partial<UpdateFlag>, known: readonly string[]) {
  const there = names?.filter((name) => known.includes(name));
  const isEmpty = there?.length === 0;
  return {
    ...(scheduled_at !== undefined && { scheduled_at: isEmpty ? null : futureOnly(scheduled_at) }),
    ...(names !== undefined && { scheduled_environments: isEmpty ? null : (there ?? null) }),
  };
}

/** A time in the past would turn the flag on at once. */
const futureOnly = (instant: string | null): string | null =>
  instant !== null && Date.parse(instant) > Date.now() ? instant : null;

/** Fields that decide what a flag serves. */
const SERVING = ["default_value", "enabled", "status", "variants", "requires"] as const;

/** Restores fields of a flag. */
export const restoreChangedFlag: Restorer = {
  judged: "as it is",
  async lists({ readProject }, restoring) {
    const project = await readProject();
    const fields = flagFields(restoring, project);
    const isServing = SERVING.some((field) => field in fields);
    const environments = isServing ? project.environments : Object.keys(fields.environments ?? {});
    return environments.map((environment) => ({ flagId: restoring.entry.resource_id, environment }));
  },
  async restore(write, restoring) {
    const { entry, besides, extent, context, entryId } = restoring;
    await lockFlagOfRules(write.tx, entry.resource_id);
    const environment = extent === "change" ? entry.environment : undefined;
    const what = { id: entryId, action: "flag.restored", ...(environment && { environment }) };
    const fields = flagFields(restoring, await write.readProject());
    const undone = (now: Flag["variants"], then: Flag["variants"]) => new UndoneValues(now, then, { entry, besides });
    const valuesOf = extent === "change" ? undone : undefined;
    const { before, after } = await changeFlag(write, entry.resource_id, fields, context, what, valuesOf);
    if (before === after) throw alreadySo();
    return { before, after, current: seen(before, context.limit) };
  },
};

const keptExpectationSchema = z.object({ test_user_id: idSchema, environment: z.string(), value: jsonValueSchema });

const deletedSchema = entrySchema.extend({
  rules: z.array(ruleSchema),
  expectations: z.array(keptExpectationSchema).default([]),
});

function deletedFlag({ entry }: Restoring): { flag: Flag; rules: Rule[]; expectations: KeptExpectation[] } {
  const { rules, expectations, ...flag } = sideOf(deletedSchema, entry.before);
  return { flag, rules, expectations };
}

/** Restores a deleted flag with its id, its rules in every environment, and the expectations of test users. */
export const restoreDeletedFlag: Restorer = {
  async lists(_write, restoring) {
    const { flag, rules } = deletedFlag(restoring);
    const environments = new Set(rules.map(({ environment }) => environment));
    return [...environments].map((environment) => ({ flagId: flag.id, environment }));
  },
  async restore({ tx, readProject, record }, restoring) {
    const project = await readProject();
    const { flag, rules, expectations } = deletedFlag(restoring);
    if ((await findFlag(tx, flag.id)) !== undefined) throw conflict("The flag is there already");
    assertNothingThere(restoring.context);
    assertEnvironments(
      project,
      rules.map(({ environment }) => environment),
    );
    await assertSegments(tx, project.id, rules);
    await assertRequirementsThere(tx, flag);
    if (await isKeyTaken(tx, project.id, flag.key))
      throw conflict("Another flag has its key now", { key: ["Is taken"] });
    const row = await restoreFlag(tx, { ...flag, ...scheduleNow(flag, project.environments) }, project.environments);
    const after = toFlag(row, project.environments);
    await restoreRules(tx, rules);
    const kept = expectations.filter(({ environment }) => project.environments.includes(environment));
    await restoreExpectations(tx, flag.id, kept);
    // The entry lists everything that was restored, as the entry of the deletion listed everything that was deleted.
    const whole = { ...after, ...(await contentOfFlag(tx, flag.id)) };
    record({ ...flagIdentity(after), id: restoring.entryId, action: "flag.restored", before: null, after: whole });
    return { before: null, after, current: null };
  },
};
