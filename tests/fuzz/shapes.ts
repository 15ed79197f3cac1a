import type { Dice } from "../unit/analysis/worlds";

/** A request that one of our clients could have sent: all of its parts mean something together. */
interface Shape {
  methods: readonly string[];
  /** Which of all targets. */
  about: RegExp;
  /** Added to the target. */
  query?: readonly string[];
  /** One value of each is sent. */
  headers: Readonly<Record<string, readonly string[]>>;
  bodies?: readonly string[];
}

const PAGE = /^\/($|sign-in|setup|docs|projects|settings|nowhere)/;
const state = (tree: unknown) => encodeURIComponent(JSON.stringify(tree));
const leaf = ["__PAGE__", {}, null, "refetch"];
const STATES = [
  state(["", { children: ["(dashboard)", { children: ["projects", { children: leaf }] }, null, null, true] }]),
  state(["", { children: [["slug", "shop", "d", null], { children: ["flags", { children: leaf }] }] }, null, null, 16]),
  state(["", { children: leaf, slot: leaf }, "/projects", "metadata-only"]),
  state(["", {}, null, "inside-shared-layout"]),
];

const contexts = [
  '{"context":{"targetingKey":"u-1","plan":"pro"}}',
  '{"context":{"targetingKey":"u-1","__proto__":{"plan":"pro"},"constructor":{"a":[[[[]]]]}}}',
  `{"context":{${Array.from({ length: 900 }, (_, index) => `"a${index}":${index}e${index}`).join(",")}}}`,
  `{"context":{"plan":"${"\\ud800".repeat(3_000)}","user_id":-0,"n":1e400}}`,
  '{"context":{"targetingKey":null,"user_id":{"a":1},"plan":["pro"]},"x":1}',
];

export const shapes: readonly Shape[] = [
  // The router goes to a page, fetches one ahead, or fetches a part of one ahead.
  {
    methods: ["GET", "HEAD"],
    about: PAGE,
    query: ["_rsc=1a2b3", "_rsc=", "_rsc=%00", "next=/projects&_rsc=x"],
    headers: { rsc: ["1"], "next-router-state-tree": STATES, "next-url": ["/projects", "/projects/shop/flags", "x"] },
  },
  {
    methods: ["GET"],
    about: PAGE,
    query: ["_rsc=1a2b3"],
    headers: {
      rsc: ["1"],
      "next-router-prefetch": ["1", "2", "3"],
      "next-router-segment-prefetch": ["/_tree", "/_full", "/_head", "/projects/$d$slug/flags/__PAGE__", "/%00", "//"],
      "next-url": ["/projects"],
    },
  },
  {
    methods: ["POST"],
    about: PAGE,
    headers: {
      "next-action": ["7f".repeat(20), "40".repeat(21), "x".repeat(9_000)],
      accept: ["text/x-component"],
      "next-router-state-tree": STATES,
    },
    bodies: ["[]", '["$K1"]', '[{"$ACTION_REF_1":"x"}]', '0:["$@1"]\n1:{"then":"$1:__proto__:then"}\n'],
  },
  // Files, and what Next would make of them.
  {
    methods: ["GET", "HEAD"],
    about: /^\/(_next\/static\/.*\.|icon|robots|manifest)/,
    headers: {
      range: ["bytes=0-9", "bytes=-1", "bytes=9999999-", "bytes=0-0,2-3", "bytes=1-0"],
      "if-range": ['"x"', "Thu, 01 Jan 1970 00:00:00 GMT"],
      "accept-encoding": ["br", "gzip", "identity;q=0", "br;q=0.1, gzip;q=1", "*"],
    },
  },
  {
    methods: ["GET"],
    about: /^\/_next\/(image|data|postponed|webpack-hmr)/,
    query: ["url=//x.example/a.png&w=16&q=1", "url=http://127.0.0.1:1/&w=1e9&q=-1", "url=/icon.svg&url=/x&w=64&w=65"],
    headers: { accept: ["image/avif,image/webp", "*/*"], "x-nextjs-data": ["1"] },
  },
  // Applications: evaluation with a tag, and streams that are resumed.
  {
    methods: ["POST", "OPTIONS"],
    about: /^\/ofrep\/v1\/evaluate|flags\/(evaluate|bootstrap)/,
    query: ["flagConfigEtag=%22x%22", "flagConfigEtag=&flagConfigEtag=x", "flagConfigLastModified=-1"],
    headers: { "x-environment": ["production", "staging"], "access-control-request-method": ["POST"] },
    bodies: contexts,
  },
  {
    methods: ["GET", "HEAD"],
    about: /stream|events|viewers|changes/,
    query: [
      "environment=production",
      "since=1",
      "lists=hash",
      "lists=x",
      "stream=a.b.c.d",
      "environment=a&environment=b",
    ],
    headers: { accept: ["text/event-stream"] },
  },
  {
    methods: ["GET", "HEAD"],
    about: /^\/api\/v1\/flags\/rulesets|^\/flagd/,
    query: ["lists=hash", "lists=inline"],
    headers: { "accept-encoding": ["br", "gzip;q=0.5, br;q=0.4", "zstd, *;q=0", "identity"] },
  },
];

/** A target of a shape, with or without its query. */
export function shapedTarget(dice: Dice, { about, query }: Shape, targets: readonly string[]): string {
  const plain = dice.pick(targets.filter((target) => about.test(target)));
  if (query === undefined || dice.chance(30)) return plain;
  return `${plain}${plain.includes("?") ? "&" : "?"}${dice.pick(query)}`;
}
