import { z } from "zod";
import {
  conflictErrorSchema,
  errorSchema,
  rateLimitErrorSchema,
  staleErrorSchema,
  validationErrorSchema,
} from "@/lib/contract/errors";

type Json = Record<string, unknown>;

const failures: Record<number, { description: string; schema: z.ZodType }> = {
  400: { description: "Not JSON, not an object, or a query parameter does not fit.", schema: errorSchema },
  401: { description: "Missing, malformed, expired or revoked key.", schema: errorSchema },
  403: { description: "The key lacks the scope, or is limited to other projects.", schema: errorSchema },
  404: { description: "No such resource.", schema: errorSchema },
  409: { description: "Conflicts with what there is.", schema: conflictErrorSchema },
  412: { description: "Changed since the ETag in `If-Match`.", schema: staleErrorSchema },
  413: { description: "Body too large.", schema: errorSchema },
  415: { description: "Body is not JSON.", schema: errorSchema },
  422: { description: "The body does not fit: every problem, by field.", schema: validationErrorSchema },
  429: { description: "Too many requests.", schema: rateLimitErrorSchema },
  500: { description: "A fault of ours.", schema: errorSchema },
};

/** Collects named schemas as they are referred to. */
export class Components {
  readonly #schemas = new Map<string, unknown>();

  /** The JSON Schema of a zod schema; schemas with an id become references into the components. */
  reference(schema: z.ZodType, io: "input" | "output"): Json {
    const made = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $schema: _, $defs = {}, ...rest }: Json & { $defs?: Json } = JSON.parse(text);
    for (const [name, definition] of Object.entries($defs)) this.#add(name, definition);
    return rest;
  }

  /** A query schema's fields, as parameters. */
  queryParameters(schema: z.ZodType): Json[] {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    return Object.entries(properties).map(([name, property]) => {
      if (typeof property === "boolean") throw new Error(`Query parameter ${name} has no schema`);
      const { description, ...rest } = property;
      return {
        name,
        in: "query",
        required: required.includes(name),
        ...(description !== undefined && { description }),
        ...(rest.type === "array" && { style: "form", explode: true }),
        schema: rest,
      };
    });
  }

  failure(status: number): Json {
    const failure = failures[status];
    if (failure === undefined) throw new Error(`No description for status ${status}`);
    const schema = this.reference(failure.schema, "output");
    return { description: failure.description, content: { "application/json": { schema } } };
  }

  schemas(): Json {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #add(name: string, definition: unknown): void {
    const known = this.#schemas.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`Two different schemas are called ${name}`);
    }
    this.#schemas.set(name, definition);
  }
}
