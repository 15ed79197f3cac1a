import type { Registry } from "prom-client";

interface Value {
  /** Of a histogram: which of its series. */
  metricName?: string;
  labels: Record<string, string | number>;
  value: number;
}

/** A metric whose values are kept elsewhere and read when somebody asks. */
export interface ReadMetric {
  name: string;
  help: string;
  type: "gauge" | "counter" | "histogram";
  values(): Value[];
}

/** Has a registry show a metric. The library's own ones keep their values themselves. */
export function registerRead(registry: Registry, { values, ...described }: ReadMetric): void {
  const metric = { ...described, get: async () => ({ ...described, aggregator: "sum", values: values() }) };
  // A registry asks a metric for no more than that, which its types do not say.
  registry.registerMetric(metric as unknown as Parameters<Registry["registerMetric"]>[0]);
}
