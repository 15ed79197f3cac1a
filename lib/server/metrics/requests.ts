import { processState } from "../process-state";
import type { ReadMetric } from "./read-metric";

/** Upper bounds in seconds: an evaluation takes a fraction of the first, a guarded write may take several seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A stranger can send some thirty more, each of which would be as many lines for each route. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const METHOD_NOT_ALLOWED = 405;
const NAME = "guidon_http_request_duration_seconds";

/** The requests of one route, method and status. */
interface Counted {
  labels: { route: string; method: string; status: string };
  /** By bound, and above the last one. */
  counts: number[];
  seconds: number;
}

/**
 * Requests by route, method and status, with the time until the answer was ready. Routes are templates
 * (`/api/v1/flags/[flag_id]`), so there are only as many as route files. Counting is two additions. The library's own
 * histogram hashes its labels each time, which is too much when an evaluation takes 30 µs in all.
 */
class RequestCounts {
  readonly #byRoute = new Map<string, Map<string, Counted>>();

  /** @param sent the method; one that the route does not take is counted as `other` */
  count(route: string, sent: string, status: number, milliseconds: number): void {
    const seconds = milliseconds / 1000;
    const method = status !== METHOD_NOT_ALLOWED && METHODS.has(sent) ? sent : "other";
    const counted = this.#find(route, `${method} ${status}`) ?? this.#add(route, method, status);
    let at = 0;
    while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
    counted.counts[at] = (counted.counts[at] ?? 0) + 1;
    counted.seconds += seconds;
  }

  /** In Prometheus' format: cumulative buckets, sum and count. */
  values(): ReturnType<ReadMetric["values"]> {
    return [...this.#byRoute.values()].flatMap((route) =>
      [...route.values()].flatMap(({ labels, counts, seconds }) => {
        let sum = 0;
        const buckets = [...BOUNDS, "+Inf"].map((le, at) => {
          sum += counts[at] ?? 0;
          return { metricName: `${NAME}_bucket`, labels: { ...labels, le }, value: sum };
        });
        return [
          ...buckets,
          { metricName: `${NAME}_sum`, labels, value: seconds },
          { metricName: `${NAME}_count`, labels, value: sum },
        ];
      }),
    );
  }

  #find(route: string, kind: string): Counted | undefined {
    return this.#byRoute.get(route)?.get(kind);
  }

  #add(route: string, method: string, status: number): Counted {
    const labels = { route, method, status: String(status) };
    const counted = { labels, counts: BOUNDS.map(() => 0).concat(0), seconds: 0 };
    const ofRoute = this.#byRoute.get(route) ?? new Map<string, Counted>();
    this.#byRoute.set(route, ofRoute.set(`${method} ${status}`, counted));
    return counted;
  }
}

/** The process's counts. */
export const requestCounts = () => processState("request-counts", () => new RequestCounts());

export const requestMetric: ReadMetric = {
  name: NAME,
  help: "Requests by route template, method and status; seconds until the answer was ready.",
  type: "histogram",
  values: () => requestCounts().values(),
};
