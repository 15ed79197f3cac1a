/**
 * The text of an answer.
 * @param maxChars in UTF-16 units: an endless answer must not fill the memory
 */
export async function textWithin({ body }: Response, maxChars: number): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const piece = done ? decoder.decode() : decoder.decode(value, { stream: true });
      length += piece.length;
      if (length > maxChars) throw new Error(`An answer is longer than ${maxChars} characters`);
      pieces.push(piece);
      if (done) return pieces.join("");
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
