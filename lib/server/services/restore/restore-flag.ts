import { z } from "zod";
import { idSchema } from "@/lib/contract/common";
import { type Flag, flagSchema, jsonValueSchema, type UpdateFlag, updateFlagSchema } from "@/lib/contract/flag";
import { type Rule, ruleSchema } from "@/lib/contract/rule";
import { conflict } from "../../service-error";
import { type KeptExpectation, restoreExpectations } from "../../store/expectations";
import { findFlag, isKeyTaken, restoreFlag, toFlag } from "../../store/flags";
import { restoreRules } from "../../store/rules";
import { changeFlag, flagIdentity } from "../flags";
import { assertNothingThere } from "./assert-nothing-there";
import { assertSegments } from "./assert-segments";
import { alreadySo, fieldsOf, restoredFields, sideOf } from "./entry";
import { assertEnvironments, lockFlagOfRules } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";

const FIELDS = fieldsOf(updateFlagSchema.omit({ key: true, flag_type: true, project_id: true }));

const flagIn = ({ entry }: Restoring) => sideOf(flagSchema, entry.before);

/** What of a flag goes back to what it was. */
function flagFields(restoring: Restoring): UpdateFlag {
  const { entry, extent } = restoring;
  const flag = flagIn(restoring);
  const { when_disabled = "default_value", is_client_visible = false } = flag;
  const whole = { ...flag, when_disabled, is_client_visible };
  const fields = restoredFields(entry, whole, FIELDS, extent);
  if (fields.scheduled_at === undefined) return fields;
  return { ...fields, scheduled_at: futureOnly(fields.scheduled_at) };
}

/** A time that has passed would turn the flag on at once. */
const futureOnly = (instant: string | null): string | null =>
  instant !== null && Date.parse(instant) > Date.now() ? instant : null;

/** A flag's fields go back to what they were. */
export const restoreChangedFlag: Restorer = {
  // Only the default is served: the lists' rules stay as they are.
  async lists({ readProject }, restoring) {
    if (!("default_value" in flagFields(restoring))) return [];
    const project = await readProject();
    return project.environments.map((environment) => ({ flagId: restoring.entry.resource_id, environment }));
  },
  async restore(write, restoring) {
    const { entry, context, entryId } = restoring;
    await lockFlagOfRules(write.tx, entry.resource_id);
    const what = { id: entryId, action: "flag.restored" } as const;
    const { before, after } = await changeFlag(write, entry.resource_id, flagFields(restoring), context, what);
    if (before === after) throw alreadySo();
    return { before, after, current: before };
  },
};

const keptExpectationSchema = z.object({ test_user_id: idSchema, environment: z.string(), value: jsonValueSchema });

const deletedSchema = flagSchema.extend({
  rules: z.array(ruleSchema),
  expectations: z.array(keptExpectationSchema).default([]),
});

function deletedFlag({ entry }: Restoring): { flag: Flag; rules: Rule[]; expectations: KeptExpectation[] } {
  const { rules, expectations, ...flag } = sideOf(deletedSchema, entry.before);
  return { flag, rules, expectations };
}

/** A deleted flag comes back with its id, its rules in every environment, and what test users are to get from it. */
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
    if (await isKeyTaken(tx, project.id, flag.key))
      throw conflict("Another flag has its key now", { key: ["Is taken"] });
    const after = toFlag(await restoreFlag(tx, { ...flag, scheduled_at: futureOnly(flag.scheduled_at) }));
    await restoreRules(tx, rules);
    const kept = expectations.filter(({ environment }) => project.environments.includes(environment));
    await restoreExpectations(tx, flag.id, kept);
    record({ ...flagIdentity(after), id: restoring.entryId, action: "flag.restored", before: null, after });
    return { before: null, after, current: null };
  },
};
