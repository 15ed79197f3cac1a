import { Code } from "./code";

/** What generated code is about: all data, and the parts of the engine that it asks. Its source has names for them. */
export class Constants {
  private readonly byValue = new Map<unknown, Code>();

  /** The name of a value; of the same value, the same. */
  name(value: unknown): Code {
    const known = this.byValue.get(value);
    if (known !== undefined) return known;
    const name = Code.named("constant", this.byValue.size);
    this.byValue.set(value, name);
    return name;
  }

  /** In the order of `values`. */
  get names(): readonly string[] {
    return [...this.byValue.values()].map(String);
  }

  get values(): readonly unknown[] {
    return [...this.byValue.keys()];
  }
}
