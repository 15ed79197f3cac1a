/** A report reads as if the flag is on. */
export function FlagIsOff() {
  return <p className="text-muted text-sm">The flag is off: this counts once it is turned on.</p>;
}
