/**
 * Lets a worker hear what was said to it (a cancel, say) between two pieces of long work. A WASM run never
 * leaves the thread, so awaiting it is not enough; a timer would cost 4 ms each time.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
