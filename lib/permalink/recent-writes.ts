/**
 * Keeps a page's changes in its address. Next's router, told of two addresses soon after each other, may write the
 * earlier one over the later (vercel/next.js issue 93923); a change that is made meanwhile would start from that and
 * take the later one back. So every change is written with all the page stands at, its changes of the last moment
 * included, and what is no longer there when the moment is over is written once more.
 */

export type Values = Record<string, string | null>;
export type WriteOptions = { history: "push" | "replace" };

/** Some times what the router takes to settle on a busy machine, and less than a visitor needs to change their mind. */
export const SETTLE_MS = 1000;

export class RecentWrites {
  private values: Values = {};
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param write changes parameters of the address; null takes one out
   * @param read a parameter of the address, null where it is not there
   * @param shown all parameters as the page shows them now, which a change of this moment may not have reached yet
   */
  constructor(
    private readonly write: (values: Values, options: WriteOptions) => void,
    private readonly read: (name: string) => string | null,
    private readonly shown: () => Values,
  ) {}

  /** What is undefined in the change stays as it is. */
  add(change: Partial<Values>, options: WriteOptions): void {
    for (const [name, value] of Object.entries(change)) if (value !== undefined) this.values[name] = value;
    this.write({ ...this.shown(), ...this.values }, options);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), SETTLE_MS);
  }

  /** The visitor went elsewhere, by the browser's buttons or a link: what was written before is over. */
  forget(): void {
    clearTimeout(this.timer);
    this.values = {};
  }

  private settle(): void {
    const { values } = this;
    this.values = {};
    const isLost = Object.entries(values).some(([name, value]) => this.read(name) !== value);
    if (isLost) this.write(values, { history: "replace" });
  }
}
