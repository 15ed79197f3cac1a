/** The way to one client of flagd's protocol. Nothing here throws. */
export interface DocumentSink {
  /** @param taken is called when the document has left the process; not when the client is gone before */
  send(document: Buffer, taken: () => void): void;
  /** Ends the call; what was sent is still read. */
  end(): void;
  /** Breaks the connection off, with what was not read. */
  cut(): void;
  /** Calls back when the client is gone, or the call is over. */
  onceClosed(listener: () => void): void;
}
