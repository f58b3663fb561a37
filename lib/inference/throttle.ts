/** Lets at most one value pass per interval: the first at once, later the newest; `flush` sends what waits. */

export type Throttled<T> = { (value: T): void; flush(): void };

/** Wraps `emit`. Call `flush` before anything that must come after the last value. */
export function throttleLatest<T>(emit: (value: T) => void, intervalMs: number): Throttled<T> {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const send = () => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(send, intervalMs);
    emit(value);
  };
  const throttled = (value: T) => {
    waiting = { value };
    if (timer === null) send();
  };
  throttled.flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    emit(value);
  };
  return throttled;
}
