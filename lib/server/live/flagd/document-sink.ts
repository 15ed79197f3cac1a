/** The way to one client of flagd's protocol. None of its functions throws. */
export interface DocumentSink {
  /** @param taken is called when the document has left the process; not when the client disconnects earlier */
  send(document: Buffer, taken: () => void): void;
  /** Ends the call; what was sent is still read. */
  end(): void;
  /** Breaks the connection, with everything that was not read. */
  cut(): void;
  /** Calls back when the client has gone, or the call is over. */
  onceClosed(listener: () => void): void;
}
