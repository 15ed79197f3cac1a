import { setTimeout as delay } from "node:timers/promises";
import { faultOf } from "./judge";
import { type Attacked, type FuzzRequest, requestOf } from "./requests";
import { sendRaw } from "./send";

interface Fault {
  number: number;
  fault: string;
  request: string;
  answer: string;
}

export interface Tally {
  requests: number;
  /** Answers by status; 0: none. */
  statuses: Map<number, number>;
  faults: Fault[];
}

const AT_ONCE = 12;
const SHOWN = 2_000;

/** Sends `count` requests of a seed, from number `first` on, and judges each answer. */
export async function fuzz(attacked: Attacked, seed: number, first: number, count: number): Promise<Tally> {
  const tally: Tally = { requests: 0, statuses: new Map(), faults: [] };
  let next = first;
  const sendAll = async () => {
    while (next < first + count) {
      const number = next;
      next += 1;
      await sendOne(attacked, seed, number, tally);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendAll));
  return tally;
}

/** What the connection of a seed with this number carries. */
export const numbered = (attacked: Attacked, seed: number, number: number): FuzzRequest =>
  requestOf(Math.imul(seed, 0x9e3779b1) + number, attacked);

async function sendOne(attacked: Attacked, seed: number, number: number, tally: Tally): Promise<void> {
  const request = numbered(attacked, seed, number);
  const received = await sendRaw(Number(new URL(attacked.url).port), request);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(received.text)?.[1] ?? 0);
  tally.requests += 1;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  const fault = faultOf(request, received);
  if (fault === undefined) return;
  const [sent, answer] = [request.text.slice(0, SHOWN), received.text.slice(0, SHOWN)];
  tally.faults.push({ number, fault, request: sent, answer });
}

/** Whether the server still answers, as it does when nothing has happened. */
export async function isWell(url: string): Promise<boolean> {
  for (let tries = 0; tries < 5; tries += 1) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return true;
    await delay(200);
  }
  return false;
}
