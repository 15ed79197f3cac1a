/** An unfinished hash: the blocks mixed so far, the bytes of the next block, and the number of bytes in all. */
interface State {
  readonly hash: number;
  readonly block: number;
  readonly length: number;
}

const encoder = new TextEncoder();

/**
 * murmur3_x86_32 with seed 0 over the UTF-8 of a text. A lone surrogate counts as U+FFFD, as in every encoder of the
 * web platform. Public domain algorithm: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export class Murmur3 {
  private readonly start: State;

  /** Hashes a prefix once; `of` goes on behind it. The prefix must not end in half a surrogate pair. */
  constructor(prefix = "") {
    this.start = absorb({ hash: 0, block: 0, length: 0 }, encoder.encode(prefix));
  }

  /** The hash of prefix + text, an integer from 0 to 2^32 - 1. */
  of(text: string): number {
    let { hash, block, length } = this.start;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      // Ids are nearly always ASCII, whose characters are their bytes.
      if (code >= 0x80) return finish(absorb(this.start, encoder.encode(text)));
      block |= code << ((length & 3) << 3);
      length += 1;
      if ((length & 3) === 0) {
        hash = mixBlock(hash, block);
        block = 0;
      }
    }
    return finish({ hash, block, length });
  }
}

function absorb({ hash, block, length }: State, bytes: Uint8Array): State {
  let [mixed, pending, count] = [hash, block, length];
  for (const byte of bytes) {
    pending |= byte << ((count & 3) << 3);
    count += 1;
    if ((count & 3) === 0) {
      mixed = mixBlock(mixed, pending);
      pending = 0;
    }
  }
  return { hash: mixed, block: pending, length: count };
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ scramble(block);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** The last, incomplete block is mixed in without a rotation. When it has no bytes it is 0 and changes nothing. */
function finish({ hash, block, length }: State): number {
  let mixed = hash ^ scramble(block) ^ length;
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
