import { isIP } from "node:net";

/** IPv4 addresses in IPv6: mapped (::ffff:0:0/96), and translated on their way here (64:ff9b::/96). */
const CARRIES_IPV4 = /^(?:0:0:0:0:0:ffff|64:ff9b:0:0:0:0):([\da-f]+):([\da-f]+)$/;

/**
 * The network that limits count instead of an address. A household gets a /56 of IPv6 addresses, 2^72 of them, which
 * count as one. An IPv4 address counts alone, however it is written.
 * @param address text that is no address is its own network
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, "");
  if (isIP(plain) !== 6) return address;
  const groups = groupsOf(plain);
  const carried = CARRIES_IPV4.exec(groups.map((group) => group.toString(16)).join(":"));
  if (carried !== null) return carried.slice(1).flatMap(bytesOf).join(".");
  const [first = 0, second = 0, third = 0, fourth = 0] = groups;
  return `${[first, second, third, fourth & 0xff00].map((group) => group.toString(16)).join(":")}::/56`;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser accepts every notation, and writes hexadecimal.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const before = numbersIn(head);
  if (tail === undefined) return before;
  const after = numbersIn(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const numbersIn = (groups: string): number[] =>
  groups === "" ? [] : groups.split(":").map((group) => Number.parseInt(group, 16));

const bytesOf = (group: string): number[] => {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
};
