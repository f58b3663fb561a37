"use client";

/** Hands figures the provenance of their numbers: charts know no bundle, the page around them does. */
import { createContext, type ReactNode, use } from "react";
import type { Provenance } from "./figure-facts";

const ProvenanceContext = createContext<Provenance | null>(null);

/** `value` is null while it is not known. */
export function FigureProvenance({ value, children }: { value: Provenance | null; children: ReactNode }) {
  return <ProvenanceContext value={value}>{children}</ProvenanceContext>;
}

export function useProvenance(): Provenance | null {
  return use(ProvenanceContext);
}
