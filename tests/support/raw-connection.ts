import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection on which a test sends what no HTTP client would. */
interface RawConnection {
  socket: Socket;
  /** All that the server has sent so far. */
  readonly received: string;
  send(text: string): void;
  /** All that the server sent until it closed the connection. */
  end: Promise<string>;
  /** Waits until the server has sent what fits. */
  until(pattern: RegExp): Promise<string>;
}

export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let received = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    received += text;
  });
  // A reset is an end, too.
  socket.on("error", () => {});
  const end = new Promise<string>((resolve) => socket.once("close", () => resolve(received)));
  await once(socket, "connect");
  return {
    socket,
    get received() {
      return received;
    },
    send: (text) => void socket.write(text),
    end,
    until: async (pattern) => {
      while (!pattern.test(received))
        await Promise.race([once(socket, "data"), end.then(() => fail(received, pattern))]);
      return received;
    },
  };
}

function fail(received: string, pattern: RegExp): never {
  throw new Error(`The connection ended without ${pattern}: ${received}`);
}

/** Sends one text on a connection of its own. @returns all that came back until the server closed it */
export async function exchange(url: string, text: string): Promise<string> {
  const connection = await openRaw(url);
  connection.send(text);
  return connection.end;
}
