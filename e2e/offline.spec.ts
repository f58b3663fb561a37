/** A connection that is gone: live mode says so and what to do, the record stays, and trying again works. */
import { expect, test } from "./support/page-watch";
import { expectAnswered, expectLive, LIVE_TIMEOUT_MS, openProbe, readWords } from "./support/probe-page";

/** What the browser itself writes to the console about a request that fails. */
const FAILED_REQUEST = /Failed to load resource|ERR_INTERNET_DISCONNECTED/;

test("going live without a connection names the network, not the worker, and works once it is back", async ({
  page,
  context,
  pageWatch,
}) => {
  test.slow();
  pageWatch.allowError(FAILED_REQUEST);
  const probe = await openProbe(page, "?seed=1&backend=wasm");
  const recorded = await probe.table.textContent();
  const words = await readWords(probe.table);
  const alert = probe.source.getByRole("alert");
  const tryAgain = probe.source.getByRole("button", { name: "Try again" });
  const expectNetworkSentence = async () => {
    await expect(alert).toContainText("could not be fetched. Check the connection and try again.", {
      timeout: LIVE_TIMEOUT_MS,
    });
    await expect(alert).toContainText("This computer seems to be offline.");
    await expect(probe.source).toContainText("These answers are from the record");
    expect(await probe.table.textContent()).toBe(recorded);
  };

  await test.step("on a first visit, where not even the worker's script is there", async () => {
    await context.setOffline(true);
    await probe.start.click();
    await expectNetworkSentence();
    await probe.slider.press("Home");
    await expect.poll(() => probe.table.textContent(), { message: "the record goes on" }).not.toBe(recorded);
    await probe.slider.press("End");
  });

  await test.step("back on line", async () => {
    await context.setOffline(false);
    await tryAgain.click();
    await expectLive(probe);
    await expectAnswered(probe);
    expect(await readWords(probe.table)).toEqual(words);
  });

  await test.step("off again, where the browser has kept the model and not the runtime's script", async () => {
    await probe.source.getByRole("button", { name: "Back to the record" }).click();
    await expect(probe.start).toHaveText(/nothing to download$/);
    await context.setOffline(true);
    await probe.start.click();
    await expectNetworkSentence();
    await context.setOffline(false);
    await tryAgain.click();
    await expectLive(probe);
  });
});
