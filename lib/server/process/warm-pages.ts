import { SESSION_COOKIE } from "@/lib/contract/session-cookie";

/** What comes with the start is answered first. Sooner than anybody has opened the printed address. */
const A_MOMENT_MS = 1_000;

/**
 * Asks for a page, once, before somebody does: the first one loads what all of them are drawn with, which takes half a
 * second of the processor and 20 MB. To do it before the server is ready would make every start as much slower.
 *
 * @param address of this server
 */
export function warmPages(address: string): void {
  const warm = () => {
    // As somebody whose session is over: strangers are led away. Nobody waits for it, and whoever comes first asks again.
    fetch(`${address}/projects`, { headers: { cookie: `${SESSION_COOKIE}=none`, accept: "text/html" } }).then(
      (answer) => answer.body?.cancel(),
      () => {},
    );
  };
  setTimeout(warm, A_MOMENT_MS).unref();
}
