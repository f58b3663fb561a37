/** How every interval of the pages is made, unless it says otherwise. */

/** 2,000 draws put the Monte-Carlo error of a 95 % end at about a twentieth of the interval's width. */
export const ANALYSIS_METHOD = { draws: 2000, level: 0.95, seed: 20260630, unit: "entities" } as const;
