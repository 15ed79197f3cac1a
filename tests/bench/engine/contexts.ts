import type { BenchContext } from "./scenario";

const COUNTRIES = ["US", "CA", "GB", "DE", "FR", "ES", "IT", "NL", "SE", "NO", "JP", "KR", "BR", "MX", "IN", "AU"];
const PLANS = ["free", "starter", "pro", "business", "enterprise"];
const DEVICES = ["iphone-15", "ipad-air", "pixel-9", "galaxy-s25", "macbook", "thinkpad"];
const CITIES = ["Boston", "Hamburg", "Lyon", "Freiburg", "Kyoto", "Porto", "Austin"];
const LANGUAGES = ["en", "de", "fr", "es", "ja", "pt"];
const DOMAINS = ["gmail.example", "corp.example", "mail.example", "team.example", "web.example"];

const pick = <T>(from: readonly T[], seed: number, fallback: T): T => from[seed % from.length] ?? fallback;

/** A small generator with a fixed seed, so that every run measures the same people. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

/** `count` people of a made-up product, parsed from JSON as a request's context is: strings are flat, objects alike. */
export function people(count: number): BenchContext[] {
  const next = sequence(42);
  const all = Array.from({ length: count }, (_, index) => ({
    user_id: `user-${String(index).padStart(7, "0")}`,
    email: `${pick(["ann", "bob", "eve", "mia"], next(), "ann")}.${index}@${pick(DOMAINS, next(), "")}`,
    country: pick(COUNTRIES, next(), "US"),
    plan: pick(PLANS, next(), "free"),
    age: 12 + (next() % 70),
    device: pick(DEVICES, next(), ""),
    city: pick(CITIES, next(), ""),
    language: pick(LANGUAGES, next(), "en"),
    team: `team-${next() % 20_000}`,
  }));
  return JSON.parse(JSON.stringify(all));
}

/** The same people of whom less is known: five to eight attributes each, which ones and in which order varies. */
export function variedPeople(count: number): BenchContext[] {
  const next = sequence(7);
  const all = people(count).map((person) => {
    const entries = Object.entries(person).filter(([name]) => name !== "user_id");
    const kept = entries
      .map((entry) => ({ entry, at: next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, 4 + (next() % 4))
      .map(({ entry }) => entry);
    kept.splice(next() % kept.length, 0, ["user_id", person.user_id]);
    return Object.fromEntries(kept);
  });
  return JSON.parse(JSON.stringify(all));
}
