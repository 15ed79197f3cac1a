"use client";

import { type ReactNode, useDeferredValue, useState } from "react";
import { Button } from "../button/button";
import { SearchInput } from "../field/input";
import { focusPage } from "../focus";
import { EmptyState } from "../page/page-states";

/** Whether texts have all words of a search, whatever the case; each word may be in another of them. */
export function searchWords(search: string): (texts: readonly string[]) => boolean {
  const words = search.toLowerCase().split(/\s+/);
  return (texts) => {
    const known = texts.map((text) => text.toLowerCase());
    return words.every((word) => known.some((text) => text.includes(word)));
  };
}

/** From this number of items on a list has a search. */
const SEARCH_FROM = 8;

interface SearchedListProps<T> {
  items: readonly T[];
  /** What the items are, such as "projects". */
  what: string;
  /** What is searched, for the empty field. */
  placeholder: string;
  textsOf: (item: T) => readonly string[];
  /** Shows the items that were found; there is one at least. */
  children: (found: readonly T[]) => ReactNode;
}

/** A list of a page, with a search once it is long. */
export function SearchedList<T>({ items, what, placeholder, textsOf, children }: SearchedListProps<T>) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search);
  const isFound = searchWords(wanted);
  const found = items.filter((item) => isFound(textsOf(item)));
  return (
    <>
      {(items.length >= SEARCH_FROM || search !== "") && (
        <SearchInput
          label={`Search ${what}`}
          placeholder={placeholder}
          className="mb-3 w-full sm:w-72"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {found.length === 0 ? (
        <EmptyState
          title={`No ${what} match`}
          description={`Nothing matches “${wanted}”.`}
          action={
            <Button
              onClick={() => {
                setSearch("");
                focusPage();
              }}
            >
              Clear search
            </Button>
          }
        />
      ) : (
        children(found)
      )}
    </>
  );
}
