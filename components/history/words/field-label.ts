const labels: Record<string, string> = {
  default_value: "default",
  segment_id: "segment",
  bucket_by: "attribute that shares are drawn by",
  match_type: "match",
  when_disabled: "value while it is off",
  is_client_visible: "visibility in browsers and apps",
  scheduled_at: "schedule",
  scheduled_action: "action of the schedule",
  scheduled_environments: "environments of the schedule",
  requires: "needs",
  flag_type: "type",
  enabled: "state",
  is_protected: "protection",
  color: "colour",
  percentage: "share",
};

/** A field's name as people say it. */
export const fieldLabel = (path: readonly string[]): string =>
  path
    .filter((part, index) => !(index > 0 && part === "value"))
    .map((part) => labels[part] ?? part.replaceAll("_", " "))
    .join(" › ");
