import { type Attribute, attributePath } from "../attributes";
import { Code, code, type NameKind } from "./code";
import type { Constants } from "./constants";

/**
 * The local variables of generated code: what the context `x` holds under an attribute, and the forms of it that
 * conditions ask for. Each is declared once, before the first rule that asks for it.
 */
export class AttributeLocals {
  private readonly numbers = new Map<Attribute, number>();
  private readonly declared = new Set<string>();
  private pending: Code[] = [];

  constructor(private readonly constants: Constants) {}

  /** What was asked for first since the last call. */
  takeDeclarations(): readonly Code[] {
    const taken = this.pending;
    this.pending = [];
    return taken;
  }

  /** Undefined or null when it is missing. */
  value(attribute: Attribute): Code {
    return this.local("value", attribute, () => this.read(attribute));
  }

  /** A scalar's string form, else undefined. */
  text(attribute: Attribute): Code {
    return this.local("text", attribute, () => code`textOf(${this.value(attribute)})`);
  }

  /** The finite number it is or spells, else NaN. */
  number(attribute: Attribute): Code {
    return this.local("number", attribute, () => code`parseNumber(${this.value(attribute)})`);
  }

  isList(attribute: Attribute): Code {
    return this.local("isList", attribute, () => code`isArray(${this.value(attribute)})`);
  }

  private local(kind: NameKind, attribute: Attribute, make: () => Code): Code {
    const name = Code.named(kind, this.numberOf(attribute));
    if (this.declared.has(String(name))) return name;
    this.declared.add(String(name));
    const value = make();
    this.pending.push(code`const ${name} = ${value};`);
    return name;
  }

  private numberOf(attribute: Attribute): number {
    const known = this.numbers.get(attribute);
    if (known !== undefined) return known;
    this.numbers.set(attribute, this.numbers.size);
    return this.numbers.size - 1;
  }

  /** As `Attribute.valueIn` does, at a place in the source that reads no other name: see own-property.ts. */
  private read(attribute: Attribute): Code {
    if (attributePath(attribute.name) !== null) return code`${this.constants.name(attribute)}.valueIn(x)`;
    const name = this.constants.name(interned(attribute.name));
    return code`own(x, ${name}, x[${name}], root[${name}])`;
  }
}

/** The same string, as the engine keeps the names of properties: with another, each read would first look that up. */
function interned(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}
