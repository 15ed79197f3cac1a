/** The value of the browser's date-and-time field for an instant, in the person's time zone, in whole minutes. */
export function instantToLocalField(instant: string): string {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The UTC instant of that field's value, in whole seconds; null while it is incomplete. */
export function localFieldToInstant(text: string): string | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19)}Z`;
}
