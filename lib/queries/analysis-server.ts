/** The worker's side of the analysis protocol, without the worker: one answer to every request. */

import { serialiseError } from "@/lib/errors";
import { AnalysisData, type LoadBytes } from "@/lib/queries/analysis-data";
import type {
  AnalysisMessage,
  AnalysisRequest,
  AnalysisResponse,
  Source,
} from "@/lib/queries/analysis-protocol";
import { makeTurn, type Turn } from "@/lib/queries/analysis-turn";

function answer(data: AnalysisData, request: AnalysisRequest, turn: Turn) {
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
    case "results":
      return data.results();
    case "estimates":
      return data.scores.estimates(request.spec, turn);
    case "lag":
      return data.scores.lag(request.spec, turn);
    case "replyShares":
      return data.scores.replyShares(request.spec, turn);
    case "calibration":
      return data.scores.calibration(request.spec, turn);
    case "itemRows":
      return data.scores.itemRows(request.spec);
    case "itemMargins":
      return data.scores.itemMargins(request.spec);
  }
}

/**
 * Makes the function that answers requests. Data of the latest bundle are kept; another bundle (by the hashes
 * it names) starts afresh. Never rejects: a failure is an answer, and so is the end of a cancelled request. Null
 * for a cancel itself.
 */
export function makeAnalysisServer(
  loadBytesFrom: (source: Source) => LoadBytes,
): (message: AnalysisMessage) => Promise<AnalysisResponse> | null {
  let current: { key: string; data: AnalysisData } | null = null;
  const running = new Map<number, AbortController>();
  const serve = async (request: AnalysisRequest): Promise<AnalysisResponse> => {
    const { id, source } = request;
    const stop = new AbortController();
    running.set(id, stop);
    try {
      const key = JSON.stringify(source);
      if (current?.key !== key) {
        current = { key, data: new AnalysisData(source.bundle, loadBytesFrom(source)) };
      }
      return { id, ok: true, result: await answer(current.data, request, makeTurn(stop.signal)) };
    } catch (error) {
      return { id, ok: false, error: serialiseError(error) };
    } finally {
      running.delete(id);
    }
  };
  return (message) => {
    if (message.type !== "cancel") return serve(message);
    running.get(message.id)?.abort();
    return null;
  };
}
