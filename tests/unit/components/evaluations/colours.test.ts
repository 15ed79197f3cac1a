import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Triple = readonly [number, number, number];

const css = readFileSync(new URL("../../../../app/styles/tokens.css", import.meta.url), "utf8");

/** A token's colour in each theme, as linear red, green and blue. */
function token(name: string): { light: Triple; dark: Triple } {
  const [, light, dark] = new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
  if (light === undefined || dark === undefined) throw new Error(`No token ${name}`);
  return { light: linear(light), dark: linear(dark) };
}

function linear(hex: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** How eyes without one kind of cone see it: Machado, Oliveira and Fernandes 2009, severity 1. */
const eyes: Record<string, readonly [Triple, Triple, Triple]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (one: Triple, other: Triple) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2];

const seenBy = (rows: readonly [Triple, Triple, Triple], colour: Triple): Triple => {
  const clamped = (row: Triple) => Math.min(1, Math.max(0, dot(row, colour)));
  return [clamped(rows[0]), clamped(rows[1]), clamped(rows[2])];
};

/** Oklab, https://bottosson.github.io/posts/oklab: equal distances look equally far apart. */
function oklab(colour: Triple): Triple {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

const distance = (one: Triple, other: Triple): number => {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

const luminance = (colour: Triple) => dot([0.2126, 0.7152, 0.0722], colour);
const contrast = (one: Triple, other: Triple): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

/** In Oklab, where black and white are 1 apart and 0.02 is just seen. */
const APART = 0.1;
const names = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-other"];

describe.each(["light", "dark"] as const)("the colours of a chart in the %s theme", (theme) => {
  test("the colours of a chart have 3:1 on a panel", () => {
    const panel = token("panel")[theme];
    for (const name of names) expect(contrast(token(name)[theme], panel), name).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(eyes))("the colours of a chart are told apart with %s", (_, rows) => {
    for (const [index, name] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        const [one, two] = [seenBy(rows, token(name)[theme]), seenBy(rows, token(other)[theme])];
        expect(distance(one, two), `${name} and ${other}`).toBeGreaterThan(APART);
      }
    }
  });
});
