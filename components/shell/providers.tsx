"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { PermalinkProvider } from "@/lib/permalink/provider";
import { makeQueryClient } from "@/lib/queries/query-client";
import { BundleProvenance } from "./bundle-provenance";

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <PermalinkProvider>
        <BundleProvenance>{children}</BundleProvenance>
      </PermalinkProvider>
    </QueryClientProvider>
  );
}
