import { describe, expect, test } from "vitest";
import { ContextSample } from "@/lib/server/live/context-sample";

const sampleOf = (...attributes: string[]) => new ContextSample(new Set(attributes));
const contents = (sample: ContextSample) => sample.texts().map((text) => JSON.parse(text));

describe("sample of contexts", () => {
  test("a sample of contexts keeps the attributes that rules use and no other, wherever conditions find them", () => {
    const sample = sampleOf("plan", "user.country", "__proto__", "toString");
    const sent = '{"user_id": "u-1", "email": "a@b.example", "plan": "pro", "user": {"country": "DE", "name": "A"}}';
    sample.see(JSON.parse(sent));
    sample.see(JSON.parse('{"user_id": "u-2", "user.country": "FR", "user": {"country": "DE"}, "__proto__": 1}'));
    expect(sample.texts().sort()).toEqual([
      '{"plan":"pro","user.country":"DE"}',
      '{"user.country":"FR","__proto__":1}',
    ]);
  });

  test("a sample of contexts has each person once, as they were last, and whoever has no id each time", () => {
    const sample = sampleOf("plan");
    for (const plan of ["free", "team", "pro"]) sample.see({ user_id: "u-1", plan });
    sample.see({ user_id: "u-2", plan: "free" });
    for (let time = 0; time < 3; time += 1) sample.see({ plan: "none" });
    expect(
      contents(sample)
        .map(({ plan }) => plan)
        .sort(),
    ).toEqual(["free", "none", "none", "none", "pro"]);
  });

  test("a sample of contexts is no larger than a thousand contexts of a thousand characters", () => {
    const sample = sampleOf("plan");
    sample.see({ user_id: "long", plan: "x".repeat(1_000) });
    expect(sample.texts()).toEqual([]);
    for (let id = 0; id < 1_500; id += 1) sample.see({ user_id: `u-${id}`, plan: id });
    const plans = contents(sample).map(({ plan }) => plan);
    expect(plans).toHaveLength(1_000);
    expect(Math.min(...plans)).toBe(500);
  });

  test("a sample of contexts is one of at most 32: of more, the one longest unused forgets all", () => {
    const samples = Array.from({ length: 33 }, () => sampleOf("plan"));
    for (const [index, sample] of samples.entries()) {
      sample.see({ user_id: "u", plan: index });
      samples[0]?.see({ user_id: "u", plan: "again" });
    }
    expect(samples.map((sample) => sample.texts().length)).toEqual(samples.map((_, index) => (index === 1 ? 0 : 1)));
    samples[5]?.forget();
    expect(samples[5]?.texts()).toEqual([]);
  });
});
