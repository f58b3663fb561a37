"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toCodedError } from "@/lib/errors";
import { useBundle } from "@/lib/queries/bundle";
import { Probe } from "./probe";
import { ProbePending } from "./probe-pending";

/** Waits for the manifest, or says why there is none. */
export function ProbePage() {
  const { data: bundle, error, refetch } = useBundle();
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
