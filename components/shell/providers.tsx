"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { CodedError } from "@/lib/errors";
import { PermalinkProvider } from "@/lib/permalink/provider";

/** A bundle never changes under a visitor: what was read once stays, and only the network earns a retry. */
function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && error instanceof CodedError && error.code === "network",
      },
    },
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <PermalinkProvider>{children}</PermalinkProvider>
    </QueryClientProvider>
  );
}
