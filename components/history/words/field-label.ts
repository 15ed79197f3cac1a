const labels: Record<string, string> = {
  default_value: "default",
  segment_id: "segment",
  bucket_by: "what the share is drawn by",
  match_type: "all or any",
  when_disabled: "what is served while it is off",
  is_client_visible: "who sees it",
  scheduled_at: "schedule",
  scheduled_action: "what happens then",
  scheduled_environments: "where it happens then",
  flag_type: "type",
  enabled: "on or off",
  percentage: "share",
};

/** A field's name as people say it. */
export const fieldLabel = (path: readonly string[]): string =>
  path
    .filter((part, index) => !(index > 0 && part === "value"))
    .map((part) => labels[part] ?? part.replaceAll("_", " "))
    .join(" › ");
