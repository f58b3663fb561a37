/** The page's query client: nothing on this site goes stale, and only the network is worth asking again. */
import { QueryClient } from "@tanstack/react-query";
import { toCodedError } from "@/lib/errors";

const MAX_RETRIES = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The default pauses a query without a network; cached files answer without one.
        networkMode: "always",
        retry: (failures, error) => failures < MAX_RETRIES && toCodedError(error).code === "network",
      },
    },
  });
}
