import type { Registry } from "prom-client";

interface Value {
  /** For a histogram: which of its series. */
  metricName?: string;
  labels: Record<string, string | number>;
  value: number;
}

/** A metric whose values are kept elsewhere and read on request. */
export interface ReadMetric {
  name: string;
  help: string;
  type: "gauge" | "counter" | "histogram";
  values(): Value[];
}

/** Makes a registry show a metric. The library's own metrics store their values themselves. */
export function registerRead(registry: Registry, { values, ...described }: ReadMetric): void {
  const metric = { ...described, get: async () => ({ ...described, aggregator: "sum", values: values() }) };
  // The registry uses only these members of a metric, which its types do not say.
  registry.registerMetric(metric as unknown as Parameters<Registry["registerMetric"]>[0]);
}
