/** One at a time, in the order of asking. A task that fails frees the place for the next one. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    // The chain itself never rejects; the caller gets the failure.
    last = result.catch(() => undefined);
    return result;
  };
}
