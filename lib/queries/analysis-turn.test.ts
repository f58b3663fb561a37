import { describe, expect, it, vi } from "vitest";
import { makeTurn } from "@/lib/queries/analysis-turn";

describe("makeTurn", () => {
  it("lets messages in once a frame has passed, and not before", async () => {
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    const heard = vi.fn();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = heard;
    try {
      const turn = makeTurn(new AbortController().signal);
      port2.postMessage(null);
      await turn();
      expect(heard).not.toHaveBeenCalled();
      now.mockReturnValue(17);
      await turn();
      expect(heard).toHaveBeenCalledOnce();
    } finally {
      port1.close();
      now.mockRestore();
    }
  });

  it("ends the work where nobody waits for it", async () => {
    const stop = new AbortController();
    const turn = makeTurn(stop.signal);
    await turn();
    stop.abort();
    await expect(turn()).rejects.toMatchObject({ code: "cancelled" });
  });
});
