"use client";

/**
 * Live mode as a hook: `status` is the state, the rest is what may be asked. All components of a page share
 * one store per bundle, and it outlives them.
 */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Bundle } from "@/lib/bundle/schema";
import { openAssetCache } from "@/lib/inference/asset-cache";
import { createInferenceClient } from "@/lib/inference/client";
import { readEnvironment } from "@/lib/inference/environment";
import { spawnWorker } from "@/lib/inference/spawn-worker";
import { LIVE_UNKNOWN, type LiveChoice, type LiveState, LiveStore } from "@/lib/queries/live-store";

const stores = new Map<string, LiveStore>();

/** The page's one store of a bundle; made by the first who asks, and nothing is fetched by that. */
function storeOf(bundle: Bundle): LiveStore {
  const key = `${bundle.id} ${bundle.items.sha256}`;
  const store =
    stores.get(key) ??
    new LiveStore(bundle, {
      createClient: (options) => createInferenceClient({ spawn: spawnWorker, ...options }),
      readEnvironment,
      cache: openAssetCache(),
      pageUrl: () => window.location.href,
    });
  stores.set(key, store);
  return store;
}

const getUnknown = () => LIVE_UNKNOWN;

/** What there is to do. */
export type LiveActions = Pick<
  LiveStore,
  "start" | "cancel" | "clearCache" | "cacheSize" | "runProbe" | "runAllCheckpoints"
>;

export type Live = { status: LiveState; actions: LiveActions };

/**
 * Live mode of a run. `backend` is what a start would take: how much it downloads depends on it. Turning to another
 * run ends live mode. `actions` keeps its identity while the bundle is the same.
 */
export function useLive(bundle: Bundle, { run, backend }: LiveChoice): Live {
  const store = useMemo(() => storeOf(bundle), [bundle]);
  const status = useSyncExternalStore(store.subscribe, store.getState, getUnknown);
  useEffect(() => void store.measure({ run, backend }), [store, run, backend]);
  return { status, actions: store };
}
