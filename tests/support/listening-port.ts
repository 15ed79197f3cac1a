import type net from "node:net";

/** Listens on the loopback interface and says on which port. 0 asks for a free one. */
export async function listeningPort(server: net.Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return address.port;
}
