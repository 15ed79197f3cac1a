/** Beside a report on a flag whose rules decide nothing yet: the report reads as if they did. */
export function FlagIsOff() {
  return <p className="text-muted text-sm">The flag is off: this takes effect once it is turned on.</p>;
}
