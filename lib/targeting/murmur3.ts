/**
 * murmur3_x86_32 with seed 0 over the UTF-8 of a string, computed from its UTF-16 units as they come: no byte array is
 * made. A lone surrogate counts as U+FFFD, as in every encoder of the web platform.
 * Public domain algorithm: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export class Murmur3 {
  /** The state behind the prefix: blocks mixed so far, bytes that do not fill a block yet, and how many of all. */
  private readonly hashed: number;
  private readonly pending: number;
  private readonly length: number;

  /** Hashes a prefix once; `of` continues behind it. The prefix must not end in half a surrogate pair. */
  constructor(prefix = "") {
    const bytes = new TextEncoder().encode(prefix);
    let hash = 0;
    let block = 0;
    bytes.forEach((byte, index) => {
      block |= byte << ((index & 3) << 3);
      if ((index & 3) === 3) {
        hash = mixBlock(hash, block);
        block = 0;
      }
    });
    this.hashed = hash;
    this.pending = block;
    this.length = bytes.length;
  }

  /** The hash of prefix + text, an integer from 0 to 2^32 - 1. */
  of(text: string): number {
    let hash = this.hashed;
    let block = this.pending;
    let length = this.length;
    let start = 0;
    // Four ASCII characters at a time: their place within the block stays the same, so a block takes one mix.
    for (const shift = (length & 3) << 3; start + 4 <= text.length; start += 4) {
      const word = asciiWord(text, start);
      if (word < 0) break;
      hash = mixBlock(hash, block | (word << shift));
      block = shift === 0 ? 0 : word >>> (32 - shift);
      length += 4;
    }
    for (let at = start; at < text.length; at += 1) {
      let code = text.charCodeAt(at);
      if (code < 0x80) {
        block |= code << ((length & 3) << 3);
        length += 1;
        if ((length & 3) === 0) {
          hash = mixBlock(hash, block);
          block = 0;
        }
        continue;
      }
      if (code >= 0xd800 && code <= 0xdfff) {
        code = codePointOf(text, at);
        if (code > 0xffff) at += 1;
      }
      for (let left = utf8Length(code); left > 0; left -= 1) {
        block |= utf8Byte(code, left) << ((length & 3) << 3);
        length += 1;
        if ((length & 3) === 0) {
          hash = mixBlock(hash, block);
          block = 0;
        }
      }
    }
    if ((length & 3) !== 0) hash ^= scramble(block);
    return finish(hash ^ length);
  }
}

/** Four characters as a little-endian word, which ASCII keeps below 2^31; -1 when one is beyond ASCII. */
function asciiWord(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  const fourth = text.charCodeAt(at + 3);
  if ((first | second | third | fourth) >= 0x80) return -1;
  return first | (second << 8) | (third << 16) | (fourth << 24);
}

/** The code point that starts at a surrogate: a whole pair's, or U+FFFD for half of one. */
function codePointOf(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0xfffd;
  return code > 0xffff ? code : 0xfffd;
}

function utf8Length(code: number): number {
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** One byte of a code point of two to four bytes, counted from the last (1). */
function utf8Byte(code: number, fromLast: number): number {
  const bits = code >>> ((fromLast - 1) * 6);
  const length = utf8Length(code);
  if (fromLast < length) return 0x80 | (bits & 0x3f);
  return (length === 2 ? 0xc0 : length === 3 ? 0xe0 : 0xf0) | bits;
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ scramble(block);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
