import { toCodedError } from "@/lib/errors";
import { Button } from "./button";
import { Notice } from "./notice";

/** What failed, in a sentence, and the way to try it again. */
export function FailureNotice({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Notice tone="alert">
      {toCodedError(error).sentence}{" "}
      <Button look="text" onClick={onRetry}>
        Try again
      </Button>
    </Notice>
  );
}
