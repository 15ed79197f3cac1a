import { isPresent, type Logic, Unsayable } from "./logic";

/** Characters that `var` interprets as a path, as a way up, or as an escape. */
const WITH_MEANING = /[./\\]/;

/**
 * An attribute's value. `user_id` is OpenFeature's `targetingKey` where the context has no `user_id`, as in OFREP.
 * @throws Unsayable for a name that `var` would interpret
 */
export function attributeValue(name: string): Logic {
  const value = { var: name };
  if (WITH_MEANING.test(name))
    throw new Unsayable(`reads "${name}": flagd takes a name with . / or \\ for a path only`);
  if (name === "") throw new Unsayable("reads an attribute without a name");
  if (name === "$flagd") throw new Unsayable('reads "$flagd", which flagd keeps for itself');
  if (name in Object.prototype) throw new Unsayable(`reads "${name}", which JavaScript finds in every context`);
  return name === "user_id" ? { if: [isPresent(value), value, { var: "targetingKey" }] } : value;
}
