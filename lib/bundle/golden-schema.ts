/** What a bundle's reference logits look like, which are no part of its manifest (`schema.ts`). */
import * as z from "zod/mini";

/** `golden/<run>.json`: reference logits of every shipped checkpoint of a run. */
export const goldenSchema = z.strictObject({
  run: z.string(),
  cases: z.array(
    z.strictObject({
      id: z.string(),
      /** Token ids of the packed tree, in node order. */
      inputIds: z.array(z.int()),
      /** Parent node of every node; -1 for a root. Position is depth, attention is ancestry. */
      parents: z.array(z.int()),
      /** Nodes whose next-token logits are compared. */
      reads: z.array(z.int()),
    }),
  ),
  checkpoints: z.array(
    z.strictObject({
      step: z.int(),
      /** Per case `[reads][vocabulary]`. */
      logits: z.array(z.array(z.array(z.number()))),
    }),
  ),
});

export type Golden = z.infer<typeof goldenSchema>;
