/** A flag's key from its name: "New checkout (v2)" gives `new-checkout-v2`. Empty when no character can be kept. */
export const keyFromName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
