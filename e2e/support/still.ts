import { expect } from "@playwright/test";

/** Waits until what is read has been the same for longer than `stillMs`, and says `message` where it never is. */
export async function expectStill(
  read: () => string | Promise<string>,
  stillMs: number,
  message: string,
  timeout?: number,
): Promise<void> {
  let last = "";
  let since = Date.now();
  await expect
    .poll(
      async () => {
        const now = await read();
        if (now !== last) [last, since] = [now, Date.now()];
        return Date.now() - since;
      },
      { message, timeout },
    )
    .toBeGreaterThan(stillMs);
}
