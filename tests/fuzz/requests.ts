import { Dice } from "../unit/analysis/worlds";
import { headerValues } from "./headers";

/** Somebody to be in a request: what stands in it for that, and whether it may delete what the others need. */
export interface Credential {
  header: string;
  /** What is deleted would be gone for the requests after. */
  maySend: (method: string) => boolean;
}

export interface FuzzRequest {
  /** Head and body as they go over the wire; latin1, so that each character is a byte. */
  text: string;
  /** That it ends where it says, and is HTTP: then it gets an answer. */
  isWhole: boolean;
  isAnonymous: boolean;
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

const BODIES = [
  ...[
    "{}",
    "[]",
    "null",
    "",
    "1",
    '"x"',
    "{",
    "{}{}",
    "{}\0",
    "\u00ef\u00bb\u00bf{}",
    "a=b",
    "\u00ff\u00fe{\0}\0",
    '{"a":1,"a":2}',
  ],
  ...[
    `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
    `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
    "9".repeat(100_000),
  ],
  ...[
    '{"a":1e999999}',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    `"${"\\u0000".repeat(9_000)}"`,
  ],
  ...['--x\r\nContent-Disposition: form-data; name="$ACTION_ID_x"\r\n\r\n\r\n--x--\r\n', `{"${"k".repeat(60_000)}":1}`],
];

/** One request: the same seed is the same request. */
export function requestOf(
  seed: number,
  targets: readonly string[],
  credentials: readonly Credential[],
  host: string,
): FuzzRequest {
  const dice = new Dice(seed);
  const method = dice.chance(5) ? dice.pick(ODD_METHODS) : dice.pick(METHODS);
  const credential = dice.chance(70) ? dice.pick(credentials.filter(({ maySend }) => maySend(method))) : undefined;
  const names = dice.some(Object.keys(headerValues), 4);
  const odd = names.map((name) => `${name}: ${dice.pick(headerValues[name] ?? [])}`);
  const framed = framing(dice, method);
  const hasHost = names.includes("host") && dice.chance(80);
  const lines = [
    `${method} ${target(dice, targets)} HTTP/${dice.chance(3) ? "1.0" : "1.1"}`,
    ...(hasHost ? [] : [`host: ${host}`]),
    ...(credential === undefined ? [] : [credential.header]),
    ...framed.headers,
    ...odd,
    "connection: close",
  ];
  const isReframed = names.some((name) => ["content-length", "transfer-encoding", "expect", "upgrade"].includes(name));
  return {
    text: `${lines.join("\r\n")}\r\n\r\n${framed.body}`,
    isWhole: framed.isWhole && !isReframed,
    isAnonymous: credential === undefined,
  };
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

interface Framed {
  headers: string[];
  body: string;
  isWhole: boolean;
}

function framing(dice: Dice, method: string): Framed {
  const takesNone = ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
  if (dice.chance(takesNone ? 90 : 10)) return { headers: [], body: "", isWhole: true };
  const body = dice.pick(BODIES);
  const type = "content-type: application/json";
  const size = body.length.toString(16);
  if (dice.chance(70)) return { headers: [type, `content-length: ${body.length}`], body, isWhole: true };
  if (dice.chance(60)) {
    const chunk = body === "" ? "" : `${size}\r\n${body}\r\n`;
    return { headers: [type, "transfer-encoding: chunked"], body: `${chunk}0\r\n\r\n`, isWhole: true };
  }
  const broken = dice.pick([
    { headers: ["transfer-encoding: chunked"], body: `${size};${"x".repeat(20_000)}\r\n${body}` },
    { headers: ["transfer-encoding: chunked"], body: `zz\r\n${body}` },
    { headers: ["transfer-encoding: chunked", `content-length: ${body.length}`], body },
    { headers: [`content-length: ${body.length + 10}`], body },
    { headers: [`content-length: ${Math.max(0, body.length - 1)}`], body: `${body}GET / HTTP/1.1\r\n\r\n` },
  ]);
  return { headers: [type, ...broken.headers], body: broken.body, isWhole: false };
}
