"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toCodedError } from "@/lib/errors";
import { useBundle } from "@/lib/queries/bundle";
import { Probe } from "./probe";
import { ProbePending } from "./probe-pending";

const subscribeToNothing = () => () => undefined;

/**
 * False while React takes over the built HTML. The footer asks for the manifest as soon as it is taken over
 * itself, and this page, whose scripts come later, must not yet show what that brought.
 */
const useIsTakenOver = () =>
  useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );

/** Waits for the manifest, or says why there is none. */
export function ProbePage() {
  const { data: bundle, error, refetch } = useBundle();
  if (!useIsTakenOver()) return <ProbePending />;
  if (error) {
    return (
      <Notice tone="alert">
        {toCodedError(error).sentence}{" "}
        <Button look="text" onClick={() => refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  return bundle ? <Probe bundle={bundle} /> : <ProbePending />;
}
