/** An event of a `text/event-stream`. */
export interface StreamEvent {
  /** `message` unless the stream says otherwise. */
  readonly type: string;
  readonly data: string;
  /** The last id that the stream has sent, also with an earlier event; empty: none. */
  readonly id: string;
}

/**
 * Parses a `text/event-stream`, piece by piece. A long event arrives in thousands of pieces, so each piece is read
 * once.
 * @param maxChars a longer event is an error, because a stream must not fill the memory
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function eventParser(maxChars: number): (piece: string) => StreamEvent[] {
  /** The pieces of an unfinished line. */
  let pieces: string[] = [];
  /** A carriage return may be the first half of a line end. */
  let held = "";
  let size = 0;
  let type = "";
  let id = "";
  let data: string[] = [];

  function take(line: string): StreamEvent | undefined {
    if (line === "") return dispatch();
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") data.push(value);
    else if (field === "event") type = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    return undefined;
  }

  function dispatch(): StreamEvent | undefined {
    const event = data.length === 0 ? undefined : { type: type || "message", data: data.join("\n"), id };
    type = "";
    data = [];
    size = 0;
    return event;
  }

  return (piece) => {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    const lines = (held === "" ? text : text.slice(0, -1)).split(/\r\n|\n|\r/);
    const rest = lines.pop() ?? "";
    size += text.length;
    const events = lines.flatMap((line) => {
      const whole = pieces.length === 0 ? line : pieces.join("") + line;
      pieces = [];
      return take(whole) ?? [];
    });
    if (rest !== "") pieces.push(rest);
    if (size > maxChars) throw new Error(`An event of the stream is longer than ${maxChars} characters`);
    return events;
  };
}
