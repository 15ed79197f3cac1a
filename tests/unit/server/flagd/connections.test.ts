import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { PeerConnections } from "@/lib/server/process/flagd/connections";

test("where there is no room for one more connection, that of a stranger goes", () => {
  const connections = new PeerConnections(2);
  const closed: number[] = [];
  const open = (remotePort: number) => {
    const events = new EventEmitter();
    const destroy = () => {
      closed.push(remotePort);
      events.emit("close");
    };
    // What is asked of a socket here.
    return connections.open(Object.assign(events, { remoteAddress: "::1", remotePort, destroy }) as unknown as Socket);
  };
  expect([open(1), open(2)]).toEqual([true, true]);
  connections.admit("::1:1");
  expect([open(3), closed]).toEqual([true, [2]]);
  connections.admit("::1:3");
  expect([open(4), closed]).toEqual([false, [2]]);
  connections.destroy("::1:1");
  expect([open(5), closed]).toEqual([true, [2, 1]]);
});
