import project from "@/package.json";

/** Guidon's own version, as package.json has it. */
export const { version } = project;
