/** A guidon: the swallow-tailed flag that leads a troop. */
export function Logo() {
  return (
    <svg viewBox="0 0 20 20" className="size-5 shrink-0 text-accent" role="img" aria-label="Guidon">
      <path d="M3.75 2v16" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      <path d="M5.5 3.25h12.25L14 7.25l3.75 4H5.5z" fill="currentColor" />
    </svg>
  );
}
