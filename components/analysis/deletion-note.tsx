import type { ReactNode } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import type { ListChange } from "./analysed-list";

const DeletionEffect = lazy(() => import("./deletion-effect").then((file) => file.DeletionEffect));

/** For a message that tells of a deletion: whom it changes, as soon as that is known. */
export const deletionNote = (change: ListChange): ReactNode => <DeletionEffect change={change} />;
