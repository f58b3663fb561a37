/** The worker's side of the analysis protocol, without the worker: one answer to every request. */

import { serialiseError } from "@/lib/errors";
import { AnalysisData, type LoadBytes } from "@/lib/queries/analysis-data";
import type { AnalysisRequest, AnalysisResponse, Source } from "@/lib/queries/analysis-protocol";

function answer(data: AnalysisData, request: AnalysisRequest) {
  switch (request.type) {
    case "items":
      return data.items();
    case "prompts":
      return data.prompts();
    case "records":
      return data.records(request.spec.run);
    case "overview":
      return data.overview(request.spec.withControls);
    case "recordedProbe":
      return data.recordedProbe(request.spec.run, request.spec.prompt);
  }
}

/**
 * Makes the function that answers requests. Data of the latest bundle are kept; another bundle (by the hashes
 * it names) starts afresh. Never rejects: a failure is an answer.
 */
export function makeAnalysisServer(
  loadBytesFrom: (source: Source) => LoadBytes,
): (request: AnalysisRequest) => Promise<AnalysisResponse> {
  let current: { key: string; data: AnalysisData } | null = null;
  return async (request) => {
    try {
      const key = JSON.stringify(request.source);
      if (current?.key !== key) {
        current = { key, data: new AnalysisData(request.source.bundle, loadBytesFrom(request.source)) };
      }
      return { id: request.id, ok: true, result: await answer(current.data, request) };
    } catch (error) {
      return { id: request.id, ok: false, error: serialiseError(error) };
    }
  };
}
