/** An event of a `text/event-stream`. */
export interface StreamEvent {
  /** `message` unless the stream says otherwise. */
  readonly type: string;
  readonly data: string;
  /** The last that the stream has named, also by an earlier event; empty: none. */
  readonly id: string;
}

/**
 * Reads a `text/event-stream`, in pieces as they come in. A long event comes in thousands of them, so that each piece
 * is looked at once.
 * @param maxChars an event that is longer is an error: a stream may not fill the memory
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function eventParser(maxChars: number): (piece: string) => StreamEvent[] {
  /** Of a line that has not ended. */
  let pieces: string[] = [];
  /** A carriage return may be half of a line's end. */
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
