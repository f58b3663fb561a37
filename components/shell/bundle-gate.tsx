"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { FailureNotice } from "@/components/ui/failure-notice";
import type { Bundle } from "@/lib/bundle/schema";
import { useBundle } from "@/lib/queries/bundle";

const subscribeToNothing = () => () => undefined;

/**
 * False while React takes over the built HTML. The footer asks for the manifest as soon as it is taken over
 * itself, and a page, whose scripts come later, must not yet show what that brought.
 */
const useIsTakenOver = () =>
  useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );

type BundleGateProps = {
  /** The page's room until there is a manifest. */
  pending: ReactNode;
  children: (bundle: Bundle) => ReactNode;
};

/** Waits for the manifest, or says why there is none. */
export function BundleGate({ pending, children }: BundleGateProps) {
  const { data: bundle, error, refetch } = useBundle();
  if (!useIsTakenOver()) return pending;
  if (error) {
    return <FailureNotice error={error} onRetry={() => refetch()} />;
  }
  return bundle ? children(bundle) : pending;
}
