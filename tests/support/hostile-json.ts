import fc from "fast-check";

/** JSON has no word for it, so it travels under a name until the text is made. */
const HUGE = "@@1e400@@";

type Json = unknown;

/** Values that are wrong almost everywhere. */
const oddValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    HUGE,
    2 ** 31,
    2 ** 53,
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff",
    "__proto__",
    "constructor",
    "%00",
    "'; DROP TABLE rules; --",
    "NaN",
    "2026-01-01T00:00:00Z",
    "00000000-0000-4000-8000-000000000000",
    [],
    {},
    [[]],
    [null],
    { value: null },
    { "": "" },
    JSON.parse('{"__proto__": {"enabled": true}}'),
    { toJSON: "x", $type: "Json", __prismaRawParameters__: true, values: [1] },
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.double(),
  fc.bigInt().map(String),
  fc.integer({ min: 33, max: 3_000 }).map(nested),
  fc.integer({ min: 90, max: 300 }).map((length) => Array.from({ length }, () => ({ attribute: "a" }))),
  fc.jsonValue({ maxDepth: 3 }),
);

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Deeper than any example goes; what a first mutation nested further in is left as it is. */
const MOST_KEYS = 8;

/** Every place inside a JSON value, the whole among them. */
function placesOf(value: Json, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || path.length === MOST_KEYS) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function changedAt(value: Json, path: readonly string[], change: (old: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return change(value);
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, key, changedAt(Reflect.get(copy, key), rest, change));
  return copy;
}

function without(value: Json, path: readonly string[]): Json {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  return changedAt(value, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent)) return parent.toSpliced(Number(last), 1);
    const copy = { ...Object(parent) };
    delete copy[last];
    return copy;
  });
}

const toText = (value: Json): string => (JSON.stringify(value) ?? "").replaceAll(`"${HUGE}"`, "1e400");

/** One field removed, one added, or one replaced by something odd. */
function mutated(example: Json): fc.Arbitrary<Json> {
  const place = fc.constantFrom(...placesOf(example));
  const replaced = fc.tuple(place, oddValue).map(([path, value]) => changedAt(example, path, () => value));
  const added = fc
    .tuple(place, fc.string({ unit: "binary" }), oddValue)
    .map(([path, key, value]) =>
      changedAt(example, path, (old) => (Array.isArray(old) ? [...old, value] : { ...Object(old), [key]: value })),
    );
  return fc.oneof(
    { weight: 6, arbitrary: replaced },
    { weight: 2, arbitrary: added },
    { weight: 2, arbitrary: place.map((path) => without(example, path)) },
  );
}

/** Text that is not quite JSON, made of text that is. */
const damaged = (text: string): fc.Arbitrary<Buffer<ArrayBuffer>> =>
  fc.oneof(
    fc.nat(text.length).map((length) => Buffer.from(text.slice(0, length))),
    fc.constant(Buffer.from(`\ufeff${text}`)),
    fc.constant(Buffer.from(text, "utf16le")),
    fc.constant(Buffer.from(`${text}${text}`)),
    fc.constant(Buffer.from(text.replace("{", '{"name": 1, "name": null, "name": [1],'))),
    fc
      .tuple(fc.nat(text.length), fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([at, bytes]) => Buffer.concat([Buffer.from(text.slice(0, at)), bytes, Buffer.from(text.slice(at))])),
  );

/** Bodies that hardly ever fit: around an example that does. */
export function hostileBody(example: object): fc.Arbitrary<Buffer<ArrayBuffer>> {
  return fc.oneof(
    { weight: 6, arbitrary: mutated(example).map((value) => Buffer.from(toText(value))) },
    {
      weight: 2,
      arbitrary: mutated(example)
        .chain(mutated)
        .map((value) => Buffer.from(toText(value))),
    },
    { weight: 1, arbitrary: oddValue.map((value) => Buffer.from(toText(value))) },
    { weight: 2, arbitrary: damaged(JSON.stringify(example)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
  );
}
