/** A flag's key made from its name: "New checkout (v2)" is `new-checkout-v2`. Empty when nothing of it can stay. */
export const keyFromName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
