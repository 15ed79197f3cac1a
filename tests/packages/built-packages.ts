import { buildPackages } from "@/scripts/lib/build-packages.mjs";

/** The packages as they are published, built once for the run. */
export default buildPackages;
