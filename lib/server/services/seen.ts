/** The environments that a caller is limited to; null: all. */
export type Limit = readonly string[] | null;

type Keep = (value: unknown, isSeen: (environment: unknown) => boolean) => unknown;

const byEnvironment: Keep = (value, isSeen) =>
  Object.fromEntries(Object.entries(Object(value)).filter(([environment]) => isSeen(environment)));

const ofEnvironments: Keep = (value, isSeen) =>
  Array.isArray(value) ? value.filter((each) => isSeen(Object(each).environment)) : value;

/** The fields of flags and test users that concern several environments. Audit entries have them, too. */
const keepers: Readonly<Record<string, Keep>> = {
  environments: byEnvironment,
  rule_counts: byEnvironment,
  scheduled_environments: (value, isSeen) => (Array.isArray(value) ? value.filter(isSeen) : value),
  rules: ofEnvironments,
  expectations: ofEnvironments,
};

const NO_SCHEDULE = { scheduled_at: null, scheduled_action: undefined, scheduled_environments: undefined };

/** A flag or a test user, without its content in environments that are not the caller's. */
export function seen<Resource extends object>(resource: Resource, limit: Limit | undefined): Resource {
  if (limit === null || limit === undefined) return resource;
  const isSeen = (environment: unknown) => limit.some((name) => name === environment);
  const fields = Object.entries(resource).map(([field, value]) => [field, keepers[field]?.(value, isSeen) ?? value]);
  const shown = Object.fromEntries(fields);
  const isScheduledElsewhere = shown.scheduled_environments?.length === 0;
  // Each field keeps its type.
  return isScheduledElsewhere ? { ...shown, ...NO_SCHEDULE } : shown;
}
