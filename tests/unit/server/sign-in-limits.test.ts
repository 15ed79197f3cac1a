import { expect, test } from "vitest";
import { limitedSignIn } from "@/lib/server/auth/sign-in-limits";
import { ServiceError } from "@/lib/server/service-error";

let made = 0;
/** An address and an account that no other test uses. */
function someone() {
  made += 1;
  return { email: `someone-${made}@example.com`, address: `192.0.2.${made}` };
}

async function wrong() {
  throw new Error("wrong password");
}

/** What became of an attempt. */
async function outcome(
  email: string,
  address: string,
  attempt: () => Promise<unknown> = wrong,
  isKnown = false,
): Promise<string> {
  try {
    await limitedSignIn({ email, address, isKnown: async () => isKnown }, attempt);
    return "in";
  } catch (error) {
    return error instanceof ServiceError ? error.code : "refused";
  }
}

test("good attempts never use anything up", async () => {
  const { email, address } = someone();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    expect(await outcome(email, address, async () => {})).toBe("in");
  }
});

test("an address has twenty wrong attempts, over all accounts, and is then refused without a look", async () => {
  const { address } = someone();
  for (let attempt = 0; attempt < 20; attempt += 1) expect(await outcome(someone().email, address)).toBe("refused");
  let looked = 0;
  const count = async () => {
    looked += 1;
  };
  expect(await outcome(someone().email, address, count)).toBe("rate_limited");
  expect(looked).toBe(0);
});

test("attempts that are made at once all count", async () => {
  const { email, address } = someone();
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcome(email, address)));
  expect(outcomes.filter((result) => result === "refused")).toHaveLength(20);
});

test("an account has a hundred wrong attempts, from however many addresses", async () => {
  const { email } = someone();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    expect(await outcome(email, `198.51.100.${Math.floor(attempt / 10)}`)).toBe("refused");
  }
  expect(await outcome(email, "198.51.100.99")).toBe("rate_limited");
});

test("one address cannot lock a member out", async () => {
  const { email, address } = someone();
  for (let attempt = 0; attempt < 500; attempt += 1) await outcome(email, address);
  expect(await outcome(email, someone().address, async () => {})).toBe("in");
});

test.each([
  ["2001:db8:1:200:aaaa::1", "2001:db8:1:2ff:bbbb:cccc:dddd:eeee"],
  ["2001:db8::1", "2001:db8::2"],
])("IPv6 addresses of one network share their attempts (%s, %s)", async (first, second) => {
  for (let attempt = 0; attempt < 20; attempt += 1) await outcome(someone().email, first);
  expect(await outcome(someone().email, second)).toBe("rate_limited");
});

test("IPv6 networks do not share their attempts, nor do IPv4 addresses written as IPv6", async () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await outcome(someone().email, "2001:db8:5:600::1");
    await outcome(someone().email, "::ffff:203.0.113.1");
  }
  expect(await outcome(someone().email, "2001:db8:5:700::1")).toBe("refused");
  expect(await outcome(someone().email, "::ffff:203.0.113.2")).toBe("refused");
});

test("whatever is tried elsewhere, or with other accounts, a member gets in where they have been before", async () => {
  const { email, address } = someone();
  for (let attempt = 0; attempt < 100; attempt += 1) await outcome(email, `198.51.101.${Math.floor(attempt / 10)}`);
  for (let attempt = 0; attempt < 20; attempt += 1) await outcome(someone().email, address);
  expect(await outcome(email, address, async () => {})).toBe("rate_limited");
  expect(await outcome(email, address, async () => {}, true)).toBe("in");
});

test("guesses are limited also where a member has been before, and a good attempt clears them", async () => {
  const { email, address } = someone();
  const guess = (count: number) =>
    Promise.all(Array.from({ length: count }, () => outcome(email, address, wrong, true)));
  expect(await guess(39)).toEqual(Array(39).fill("refused"));
  expect(await outcome(email, address, async () => {}, true)).toBe("in");
  expect(await guess(21)).toEqual([...Array(20).fill("refused"), "rate_limited"]);
});
