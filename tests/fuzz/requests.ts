import { Dice } from "../unit/analysis/worlds";
import { type Framed, framedBody, framing } from "./framing";
import { headerValues } from "./headers";
import { shapedTarget, shapes } from "./shapes";

/** Somebody to be in a request: what stands in it for that, and whether it may delete what the others need. */
export interface Credential {
  header: string;
  /** What is deleted would be gone for the requests after. */
  maySend: (method: string) => boolean;
}

/** What a connection carries: one request, or several that do not wait for answers. */
export interface FuzzRequest {
  /** Heads and bodies as they go over the wire; latin1, so that each character is a byte. */
  text: string;
  /** In how many parts it is sent. */
  pieces: number;
  /** Of each request. */
  methods: readonly string[];
  /** That it ends where it says, and is HTTP: then it gets an answer. */
  isWhole: boolean;
  isAnonymous: boolean;
}

/** Whom requests are sent to. */
export interface Attacked {
  url: string;
  targets: readonly string[];
  credentials: readonly Credential[];
  /** Values that mean something to this server alone, besides the others of the same header. */
  known: Readonly<Record<string, readonly string[]>>;
}

const METHODS = ["GET", "GET", "GET", "GET", "HEAD", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const ODD_METHODS = ["TRACE", "PROPFIND", "QUERY", "PURGE", "M-SEARCH", "LOCK", "SEARCH", "LINK", "REPORT"];

const ODD_ENDS = [
  ...["%00", "/..", "/../../etc/passwd", "//", "/.", "/%2e%2e/%2e%2e/package.json", "..%2f..%2f", "%5c..%5c", ".rsc"],
  ...[
    "%",
    "%zz",
    "%E0%A4%A",
    "%ED%A0%80",
    "%FF",
    "/__proto__",
    "/constructor",
    ";a=b",
    "~",
    "'",
    "%0d%0aX:%20y",
    "\u00e9",
  ],
  ...[
    "?_rsc=x",
    "?__nextLocale=x",
    "?__nextDataReq=1",
    "?next=%2F%2Fx.example",
    "?a[]=1&a[0]=2&a[b]=3",
    "?%",
    "?=&&=",
    "?",
  ],
  ...[
    "?__proto__[x]=1",
    "?nxtPslug=x",
    "?nxtIsegment=x",
    "?slug=x",
    "?%00=%00",
    "?limit=1e3",
    "?cursor=%FF",
    "?next=%00",
  ],
  ...[
    "#x",
    "/index.html",
    ".json",
    ".txt",
    "/_next/static/x",
    "/opengraph-image",
    "/favicon.ico",
    ".map",
    ".br",
    ".gz",
  ],
  ...[
    `/${"a".repeat(7_000)}`,
    `?${"a=b&".repeat(1_500)}`,
    "/a".repeat(3_000),
    "%2f".repeat(2_000),
    `?x=${"%F0%9F".repeat(900)}`,
  ],
];

/** What one connection carries: the same seed is the same. */
export function requestOf(seed: number, attacked: Attacked): FuzzRequest {
  const dice = new Dice(seed);
  const count = dice.chance(10) ? 2 + dice.below(4) : 1;
  const singles: Single[] = [];
  // What follows half a request would be taken for the rest of it.
  while (singles.length < count && singles.every(({ isWhole }) => isWhole)) {
    singles.push(single(dice, attacked, singles.length === count - 1));
  }
  return {
    text: singles.map(({ text }) => text).join(""),
    pieces: dice.chance(15) ? 2 + dice.below(6) : 1,
    methods: singles.map(({ method }) => method),
    isWhole: singles.every(({ isWhole }) => isWhole),
    isAnonymous: singles.every(({ isAnonymous }) => isAnonymous),
  };
}

interface Single {
  text: string;
  method: string;
  isWhole: boolean;
  isAnonymous: boolean;
}

function single(dice: Dice, attacked: Attacked, isLast: boolean): Single {
  const { host } = new URL(attacked.url);
  const { method, address, framed, headers } = dice.chance(35) ? shaped(dice, attacked) : odd(dice, attacked);
  const credential = dice.chance(70)
    ? dice.pick(attacked.credentials.filter(({ maySend }) => maySend(method)))
    : undefined;
  const names = dice.some(Object.keys(headerValues), 4);
  const more = names.flatMap((name) => oddHeaders(dice, name, attacked.known[name] ?? []));
  const hasHost = names.includes("host") && dice.chance(80);
  const whole = dice.chance(5) ? `http://${dice.chance(80) ? host : "x.example"}${address}` : address;
  const lines = [
    // Nothing may follow a request of HTTP/1.0.
    `${method} ${whole} HTTP/${isLast && dice.chance(3) ? "1.0" : "1.1"}`,
    ...(hasHost ? [] : [`host: ${host}`]),
    ...(credential === undefined ? [] : [credential.header]),
    ...framed.headers,
    ...headers,
    ...more,
    ...(isLast ? ["connection: close"] : []),
  ];
  const isReframed = names.some((name) => REFRAMING.includes(name));
  const head = `${lines.join("\r\n")}\r\n\r\n`;
  return {
    text: head + framed.body,
    method,
    isWhole: framed.isWhole && !isReframed && PLAIN.test(address) && head.length <= MOST_HEAD,
    isAnonymous: credential === undefined,
  };
}

/** A longer head, in bytes, is refused before it is known what it asks for. */
const MOST_HEAD = 16_000;
/** What Node's parser takes for a target. */
const PLAIN = /^[\x21-\x7e]+$/;
/** Headers that say where a request ends, or what comes after it. */
const REFRAMING = ["content-length", "transfer-encoding", "expect", "upgrade", "connection"];

interface Drawn {
  method: string;
  address: string;
  framed: Framed;
  headers: readonly string[];
}

function odd(dice: Dice, { targets }: Attacked): Drawn {
  const method = dice.chance(5) ? dice.pick(ODD_METHODS) : dice.pick(METHODS);
  return { method, address: target(dice, targets), framed: framing(dice, method), headers: [] };
}

function shaped(dice: Dice, { targets, known }: Attacked): Drawn {
  const shape = dice.pick(shapes);
  const method = dice.pick(shape.methods);
  const headers = Object.entries(shape.headers)
    .filter(() => dice.chance(85))
    .map(([name, values]) => `${name}: ${dice.pick(values)}`);
  const tags = Object.entries(known).flatMap(([name, values]) =>
    dice.chance(40) ? [`${name}: ${dice.pick(values)}`] : [],
  );
  const framed =
    shape.bodies === undefined || method === "OPTIONS"
      ? { headers: [], body: "", isWhole: true }
      : framedBody(dice, dice.pick(shape.bodies));
  return { method, address: shapedTarget(dice, shape, targets), framed, headers: [...headers, ...tags] };
}

/** One header, now and then twice with two values. */
function oddHeaders(dice: Dice, name: string, known: readonly string[]): string[] {
  const values = [...(headerValues[name] ?? []), ...known];
  return Array.from({ length: dice.chance(15) ? 2 : 1 }, () => `${name}: ${dice.pick(values)}`);
}

function target(dice: Dice, targets: readonly string[]): string {
  const plain = dice.pick(targets);
  if (dice.chance(50)) return plain;
  if (dice.chance(70)) return plain + dice.pick(ODD_ENDS);
  // A part of it is replaced, doubled or spelled in another way.
  const parts = plain.split("/");
  const at = 1 + dice.below(parts.length - 1);
  const odd = dice.pick([
    "..",
    ".",
    "",
    "%2e",
    "%00",
    "[slug]",
    "__proto__",
    "\u00e9",
    "%25",
    "(dashboard)",
    "@x",
    "-",
    "_",
  ]);
  return parts.toSpliced(at, dice.below(2), odd).join("/") || "/";
}
