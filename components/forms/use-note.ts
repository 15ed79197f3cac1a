"use client";

import { useState } from "react";

/** Why something is changed, as it is typed for the history. */
export interface Note {
  value: string;
  onChange: (value: string) => void;
  /** As it is sent; undefined when there is none. */
  comment: string | undefined;
}

export function useNote(): Note {
  const [value, onChange] = useState("");
  const text = value.trim();
  return { value, onChange, comment: text === "" ? undefined : text };
}
