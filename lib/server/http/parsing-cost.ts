/** Bodies of up to so many bytes take a few milliseconds at most, whatever they hold. */
const CHEAP_BYTES = 32 * 1024;
/** About what JSON.parse takes for each, in units of 40 ns; half of it for short texts, of which ids are made. */
const COST = { item: 1, shortText: 4, list: 10, wideMember: 25 };
/** V8 looks texts of up to so many characters up in a table of all. */
const SHORT = 10;
/** Objects with more members than that become hash tables as they are read. */
const NARROW = 1_000;
/** Members are counted by level down to this one, and below it together. */
const LEVELS = 64;
/** About 40 ms. The contract's largest list costs half of it. */
const MOST = 1_000_000;

const [QUOTE, BACKSLASH, COMMA, COLON, BRACKET, BRACE, END_OF_LIST, END_OF_OBJECT] = Buffer.from('"\\,:[{]}');

/**
 * Whether JSON.parse would hold the process for longer than may be: it cannot be interrupted, and takes a second for
 * eight megabytes of brackets. Goes by what there is of each kind, and whether it is JSON is not looked at.
 */
export function isCostlyToParse(json: Uint8Array): boolean {
  if (json.length <= CHEAP_BYTES) return false;
  const members = new Uint32Array(LEVELS);
  let level = 0;
  let cost = 0;
  /** Of the text just read, unless it turns out to be a name: those are mostly the same ones. */
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

/** Where the text ends that begins at `at`: at its other quotation mark. */
function endOfText(json: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < json.length && json[end] !== QUOTE) end += json[end] === BACKSLASH ? 2 : 1;
  return end;
}
