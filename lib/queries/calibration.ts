"use client";

/** How probable a change an explainer says there is, against how far the reply moves; `data` as in `useEstimates`. */
import { useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { CalibrationSpec } from "@/lib/queries/types";

export const useCalibration = (spec: CalibrationSpec | null) =>
  useQuery(pageOptions("calibration", useBundle().data, spec));
