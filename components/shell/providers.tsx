"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { makeQueryClient } from "@/lib/queries/query-client";
import { BundleProvenance } from "./bundle-provenance";

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <BundleProvenance>{children}</BundleProvenance>
    </QueryClientProvider>
  );
}
