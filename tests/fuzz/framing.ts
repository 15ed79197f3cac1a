import type { Dice } from "../unit/analysis/worlds";

export interface Framed {
  headers: string[];
  body: string;
  isWhole: boolean;
}

const BODIES = [
  ...["{}", "[]", "null", "", "1", '"x"', "{", "{}{}", "{}\0", "\u00ef\u00bb\u00bf{}", "a=b", "\u00ff\u00fe{\0}\0"],
  ...['{"a":1,"a":2}', `${"[".repeat(50_000)}${"]".repeat(50_000)}`, `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
  ...["9".repeat(100_000), '{"a":1e999999}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}'],
  ...[`"${"\\u0000".repeat(9_000)}"`, `{"${"k".repeat(60_000)}":1}`],
  '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_x"\r\n\r\n\r\n--x--\r\n',
];

/** What follows the last chunk. What stands there must never count as a header. */
const TRAILERS = ["", "", "x: y\r\n", "authorization: Bearer x\r\n", "host: x\r\n", "cookie: a\r\n"];

/** A body with what says how long it is. */
export function framing(dice: Dice, method: string): Framed {
  const takesNone = ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
  if (dice.chance(takesNone ? 90 : 10)) return { headers: [], body: "", isWhole: true };
  return framedBody(dice, dice.pick(BODIES));
}

/** As `framing`, for a body of which it is known that it comes. */
export function framedBody(dice: Dice, body: string): Framed {
  const type = "content-type: application/json";
  const expect = dice.chance(10) ? ["expect: 100-continue"] : [];
  if (dice.chance(60)) return { headers: [type, ...expect, `content-length: ${body.length}`], body, isWhole: true };
  if (dice.chance(70)) {
    const headers = [type, ...expect, "transfer-encoding: chunked"];
    return { headers, body: `${chunked(dice, body)}0\r\n${dice.pick(TRAILERS)}\r\n`, isWhole: true };
  }
  const size = body.length.toString(16);
  const broken = dice.pick([
    { headers: ["transfer-encoding: chunked"], body: `${size};${"x".repeat(20_000)}\r\n${body}` },
    { headers: ["transfer-encoding: chunked"], body: `zz\r\n${body}` },
    { headers: ["transfer-encoding: chunked"], body: "0\r\ncontent-length: 5\r\n\r\n" },
    { headers: ["transfer-encoding: chunked"], body: `${size}\n${body}\n0\n\n` },
    { headers: ["transfer-encoding: chunked", `content-length: ${body.length}`], body },
    { headers: [`content-length: ${body.length}`, `content-length: ${body.length + 1}`], body },
    { headers: [`content-length: ${body.length + 10}`], body },
    { headers: [`content-length: ${Math.max(0, body.length - 1)}`], body: `${body}GET / HTTP/1.1\r\n\r\n` },
  ]);
  return { headers: [type, ...broken.headers], body: broken.body, isWhole: false };
}

/** In one chunk, or in many small ones, some with an extension. */
function chunked(dice: Dice, body: string): string {
  const length = dice.chance(50) ? body.length : 1 + dice.below(Math.max(1, body.length >> 3));
  let text = "";
  for (let at = 0; at < body.length; at += length) {
    const chunk = body.slice(at, at + length);
    text += `${chunk.length.toString(16)}${dice.chance(5) ? ";a=b" : ""}\r\n${chunk}\r\n`;
  }
  return text;
}
