"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatMegabytes } from "@/components/ui/number-format";
import { ProgressBar } from "@/components/ui/progress-bar";
import { BACKENDS, type BackendParameter } from "@/lib/permalink/parsers";
import type { Live } from "@/lib/queries/live";
import { attemptWords, backendWords, goldenWords, progressWords, startWords } from "./live-words";

type LivePanelProps = {
  live: Live;
  backend: BackendParameter;
  onBackend: (backend: BackendParameter) => void;
  onStart: () => void;
  onStop: () => void;
};

const BACKEND_TITLES: Record<BackendParameter, string> = {
  auto: "whatever works best",
  webgpu: "WebGPU",
  "wasm-threads": "WebAssembly, threads",
  wasm: "WebAssembly, one thread",
};

/** Turns live mode on, says what it costs and what it does meanwhile, and then what runs and how it was checked. */
export function LivePanel({ live, backend, onBackend, onStart, onStop }: LivePanelProps) {
  const { status, actions } = live;
  switch (status.state) {
    case "off":
      if (status.obstacle !== null) {
        return (
          <p>
            Nothing can be run live here: {status.obstacle}.{" "}
            {backend !== "auto" && <BackendSelect backend={backend} onBackend={onBackend} />}
          </p>
        );
      }
      return (
        <div className="flex flex-wrap items-baseline gap-x-m gap-y-s">
          <Button look="primary" disabled={status.missingBytes === null} onClick={onStart}>
            {startWords(status.missingBytes)}
          </Button>
          <BackendSelect backend={backend} onBackend={onBackend} />
          <KeptFiles actions={actions} />
        </div>
      );
    case "downloading":
    case "starting": {
      const words = progressWords(status.progress);
      return (
        <div className="max-w-prose">
          {words.unit === "bytes" ? (
            <ProgressBar label={words.label} doneBytes={words.done} totalBytes={words.total} />
          ) : (
            <p role="status">
              {words.label}
              {words.unit === "checks" && words.total !== null && `: ${words.done} of ${words.total}`} …
            </p>
          )}
          <Button look="text" className="mt-xs" onClick={onStop}>
            Cancel
          </Button>
        </div>
      );
    }
    case "failed":
      return (
        <div className="space-y-s">
          <Notice tone="alert">
            {status.sentence}
            {!navigator.onLine && " This computer seems to be offline."}
          </Notice>
          <div className="flex flex-wrap items-baseline gap-x-m gap-y-s">
            <Button onClick={onStart}>Try again</Button>
            <BackendSelect backend={backend} onBackend={onBackend} />
          </div>
        </div>
      );
    case "ready": {
      const { started } = status;
      const others = attemptWords(started.attempts);
      return (
        <div>
          <p>
            <span className="font-[600]">Live on {backendWords(started.backend)}.</span>{" "}
            {goldenWords(started.golden)}
          </p>
          {others && <p className="text-soft">{others}</p>}
          {!started.download.isKept && (
            <p className="text-soft">
              The browser keeps none of the files; they will be fetched again next time.
            </p>
          )}
          <p className="flex flex-wrap gap-x-m">
            <Button look="text" onClick={onStop}>
              Back to the record
            </Button>
            <KeptFiles actions={actions} />
          </p>
        </div>
      );
    }
  }
}

function BackendSelect({ backend, onBackend }: Pick<LivePanelProps, "backend" | "onBackend">) {
  const id = useId();
  return (
    <span className="whitespace-nowrap text-soft">
      <label htmlFor={id}>
        <span className="sr-only">run </span>on{" "}
      </label>
      <select
        id={id}
        value={backend}
        onChange={(event) => onBackend(event.target.value as BackendParameter)}
        className="field-caret field-sizing-content bg-paper py-xs pr-[1.75rem] text-ink hover:underline"
      >
        {BACKENDS.map((one) => (
          <option key={one} value={one}>
            {BACKEND_TITLES[one]}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The runtime alone is more. Below it there are tables only, which the page reads whether or not anything runs live. */
const WORTH_FORGETTING_BYTES = 10e6;

/** Offers to forget what earlier visits left in the browser. */
function KeptFiles({ actions }: Pick<Live, "actions">) {
  const [bytes, setBytes] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    actions.cacheSize().then(
      (size) => {
        if (isCurrent) setBytes(size);
      },
      () => undefined, // no cache, nothing to forget
    );
    return () => {
      isCurrent = false;
    };
  }, [actions]);
  if (bytes < WORTH_FORGETTING_BYTES) return null;
  return (
    <Button look="text" className="text-soft" onClick={() => actions.clearCache().then(() => setBytes(0))}>
      Forget the downloaded files, {formatMegabytes(bytes)}
    </Button>
  );
}
