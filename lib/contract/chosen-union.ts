import { z } from "zod";

/**
 * A union in which `choose` says which option a value is meant to be, so that problems concern that option and name the
 * field. zod's own union tries all options and reports only that none fits.
 * @param id the union's name in the API description
 */
export function chosenUnion(
  id: string,
  options: readonly [z.ZodType, ...z.ZodType[]],
  choose: (value: unknown) => z.ZodType,
): z.ZodType {
  const union = z.union(options).meta({ id });
  // Two documented members of zod's core: how a schema without checks parses, alone and inside another schema.
  union._zod.parse = (payload, context) => choose(payload.value)._zod.run(payload, context);
  union._zod.run = union._zod.parse;
  return union;
}

/** A schema that runs only when `problemsOf` finds nothing: otherwise there may be too much for it to visit. */
export function checkedBefore<Schema extends z.ZodType>(
  schema: Schema,
  problemsOf: (value: unknown) => readonly { path: PropertyKey[]; message: string }[],
): Schema {
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => {
    const problems = problemsOf(payload.value);
    if (problems.length === 0) return run(payload, context);
    for (const problem of problems) payload.issues.push({ code: "custom", input: payload.value, ...problem });
    return payload;
  };
  return schema;
}
