/** An answer as a client reads it that believes its lengths. */
export interface Answer {
  status: number;
  head: string;
  body: string;
}

const HEAD_END = "\r\n\r\n";
const NO_BODY = [204, 304];

/**
 * Splits what came on a connection into its answers. Interim ones (100) are left out.
 * @param methods of the requests, in order: what answers HEAD has no body
 * @returns undefined when a client could not tell where one answer ends and the next begins
 */
export function answersIn(text: string, methods: readonly string[]): Answer[] | undefined {
  const answers: Answer[] = [];
  let at = 0;
  while (at < text.length) {
    const headEnd = text.indexOf(HEAD_END, at);
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text.slice(at, at + 13))?.[1]);
    if (headEnd === -1 || Number.isNaN(status)) return undefined;
    const head = text.slice(at, headEnd);
    at = headEnd + HEAD_END.length;
    if (status < 200) continue;
    const end = methods[answers.length] === "HEAD" || NO_BODY.includes(status) ? at : bodyEnd(text, head, at);
    if (end === undefined) return undefined;
    answers.push({ status, head, body: text.slice(at, end) });
    at = end;
  }
  return answers;
}

/** Where a body ends that begins at `at`. */
function bodyEnd(text: string, head: string, at: number): number | undefined {
  if (/^transfer-encoding: chunked/im.test(head)) return chunksEnd(text, at);
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  // Without a length, a body goes on to the end of the connection.
  if (length === undefined) return text.length;
  const end = at + Number(length);
  return end <= text.length ? end : undefined;
}

function chunksEnd(text: string, at: number): number | undefined {
  for (let next = at; ; ) {
    const lineEnd = text.indexOf("\r\n", next);
    const size = Number.parseInt(text.slice(next, lineEnd), 16);
    if (lineEnd === -1 || Number.isNaN(size)) return undefined;
    const end = lineEnd + 2 + size;
    if (text.slice(end, end + 2) !== "\r\n") return undefined;
    next = end + 2;
    if (size === 0) return next;
  }
}
