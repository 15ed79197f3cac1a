/** Bodies up to this size take a few milliseconds at most, whatever they contain. */
const CHEAP_BYTES = 32 * 1024;
/** What JSON.parse takes for each, in units of 40 ns; half of that for short texts, such as ids. */
const COST = { item: 1, shortText: 4, list: 10, wideMember: 25 };
/** V8 looks up texts up to this length in one table. */
const SHORT = 10;
/** Objects with more members become hash tables as they are read. */
const NARROW = 1_000;
/** Members are counted for each level down to this one, and together below it. */
const LEVELS = 64;
/** About 40 ms. The contract's largest list costs half of it. */
const MOST = 1_000_000;

const [QUOTE, BACKSLASH, COMMA, COLON, BRACKET, BRACE, END_OF_LIST, END_OF_OBJECT] = Buffer.from('"\\,:[{]}');

/**
 * Whether JSON.parse would block the process for too long: it cannot be interrupted, and takes a second for eight
 * megabytes of brackets. The estimate counts what there is of each kind, and does not check whether the text is JSON.
 */
export function isCostlyToParse(json: Uint8Array): boolean {
  if (json.length <= CHEAP_BYTES) return false;
  const members = new Uint32Array(LEVELS);
  let level = 0;
  let cost = 0;
  /** The cost of the text just read, unless it turns out to be a name: names mostly repeat. */
  let costOfText = 0;
  for (let at = 0; at < json.length && cost <= MOST; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      const end = endOfText(json, at);
      costOfText = end - at <= SHORT ? COST.shortText : 0;
      at = end;
    } else if (byte === COMMA) {
      cost += COST.item + costOfText;
      costOfText = 0;
    } else if (byte === COLON) {
      costOfText = 0;
      const place = Math.min(level, LEVELS - 1);
      const count = (members[place] ?? 0) + 1;
      members[place] = count;
      if (count > NARROW) cost += COST.wideMember;
    } else if (byte === BRACKET || byte === BRACE) {
      cost += COST.list;
      level += 1;
      if (level < LEVELS) members[level] = 0;
    } else if (byte === END_OF_LIST || byte === END_OF_OBJECT) level = Math.max(0, level - 1);
  }
  return cost > MOST;
}

/** Where the text that begins at `at` ends: at its closing quotation mark. */
function endOfText(json: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < json.length && json[end] !== QUOTE) end += json[end] === BACKSLASH ? 2 : 1;
  return end;
}
