import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { orNothing } from "@/components/ui/or-nothing";
import type { ListChange } from "@/lib/forms/analysis/analysed-list";

const DeletionEffect = dynamic(() => orNothing(import("./deletion-effect").then((file) => file.DeletionEffect)), {
  loading: () => null,
});

/** For a message that tells of a deletion: whom it changes, as soon as that is known. */
export const deletionNote = (change: ListChange): ReactNode => <DeletionEffect change={change} />;
