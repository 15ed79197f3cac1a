import type { ShownSeries } from "./shown-series";

/** In words that the style sheet's compiler finds. The colours themselves are tokens. */
const OWN = [
  { fill: "fill-series-1", swatch: "bg-series-1" },
  { fill: "fill-series-2", swatch: "bg-series-2" },
  { fill: "fill-series-3", swatch: "bg-series-3" },
  { fill: "fill-series-4", swatch: "bg-series-4" },
  { fill: "fill-series-5", swatch: "bg-series-5" },
];
const OTHER = { fill: "fill-series-other", swatch: "bg-series-other" };

export const coloursOf = ({ colour }: Pick<ShownSeries, "colour">) =>
  (colour === "other" ? OTHER : OWN[colour]) ?? OTHER;
