import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Rgb = readonly number[];

const stylesheet = readFileSync("app/styles/tokens.css", "utf8");

/** A token of a theme: `--color-ink: light-dark(#14161a, #eeeff2)`, or one colour for both. */
function token(name: string, theme: "light" | "dark"): Rgb {
  const [, light, dark = light] =
    new RegExp(`--color-${name}: (?:light-dark\\()?(#\\w{6})(?:, (#\\w{6}))?\\)?;`).exec(stylesheet) ?? [];
  const hex = theme === "light" ? light : dark;
  if (hex === undefined) throw new Error(`There is no colour ${name}`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** As WCAG 2.2 has them. */
const luminance = (colour: Rgb): number => {
  const [red = 0, green = 0, blue = 0] = colour
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
function contrast(one: Rgb, other: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}
const mixed = (top: Rgb, ground: Rgb, opacity: number): Rgb =>
  top.map((part, at) => opacity * part + (1 - opacity) * (ground[at] ?? 0));

const grounds = ["ground", "panel", "raised", "fill", "hover"];
const signals = ["accent", "success", "warning", "danger"];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const between = (one: string, other: string) => contrast(token(one, theme), token(other, theme));

  test.each(["ink", "muted", "faint", ...signals])("%s text has 4.5:1 on every ground", (text) => {
    for (const ground of grounds) expect(between(text, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  test.each(signals)("text has 4.5:1 on the soft ground of %s", (signal) => {
    for (const text of [signal, "ink", "muted"]) {
      expect(between(text, `${signal}-soft`), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(["accent", "danger"])("text has 4.5:1 on a button of %s", (signal) => {
    for (const ground of [`${signal}-solid`, `${signal}-solid-hover`]) {
      expect(between(`on-${signal}`, ground), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(["control", "switch-off", "accent-solid"])("the outline of a control has 3:1 (%s)", (outline) => {
    for (const ground of ["ground", "panel", "raised"]) {
      expect(between(outline, ground), ground).toBeGreaterThanOrEqual(3);
    }
  });

  test("what cannot be used now, and what is about to be replaced, has 3:1", () => {
    for (const ground of grounds) expect(between("faint", ground), ground).toBeGreaterThanOrEqual(3);
    for (const text of ["ink", "muted", ...signals]) {
      const colours = [token(text, theme), token("panel", theme)] as const;
      expect(contrast(mixed(...colours, 0.7), colours[1]), text).toBeGreaterThanOrEqual(3);
    }
  });
});

test("nothing that is read is made paler than those colours", () => {
  const files = readdirSync("components", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const paler = files.flatMap((file) =>
    [...readFileSync(path.join("components", file), "utf8").matchAll(/[\w:-]*opacity-(\d+)/g)]
      .filter(([, percent = ""]) => !["0", "70", "100"].includes(percent))
      .map(([name]) => `${file}: ${name}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(paler).toEqual([]);
});
