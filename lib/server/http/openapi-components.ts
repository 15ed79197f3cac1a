import { z } from "zod";

type Json = Record<string, unknown>;

/** Which side of a schema is described: what a client may send, or what it receives. */
type Side = "input" | "output";

/** Collects named schemas when something refers to them. */
export class Components {
  readonly #schemas = new Map<string, unknown>();

  /** The JSON Schema of a zod schema; schemas with an id become references into the components. */
  reference(schema: z.ZodType, side: Side): Json {
    const text = JSON.stringify(toJsonSchema(schema, side)).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $schema: _, $defs = {}, ...rest }: Json & { $defs?: Json } = JSON.parse(text);
    for (const [name, definition] of Object.entries($defs)) this.#add(name, definition);
    return rest;
  }

  /** A query schema's fields, as parameters. */
  queryParameters(schema: z.ZodType): Json[] {
    // A URL contains text; the type into which it is read says what the text must look like.
    const { properties = {} } = toJsonSchema(schema, "output");
    const { required = [] } = toJsonSchema(schema, "input");
    return Object.entries(properties).map(([name, property]) => {
      if (typeof property === "boolean") throw new Error(`Query parameter ${name} has no schema`);
      const { description, ...rest } = property;
      return {
        name,
        in: "query",
        required: required.includes(name),
        ...(description !== undefined && { description }),
        // `tags[]=a&tags[]=b`, but `guard=a,b`.
        ...(rest.type === "array" && { style: "form", explode: name.endsWith("[]") }),
        schema: rest,
      };
    });
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

function toJsonSchema(schema: z.ZodType, side: Side): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: side,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // What we send may gain fields; only what a client sends is closed.
      if (side === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}
