/**
 * Results by group and name, each made once, of the groups asked for most recently. A bundle may hold hundreds of
 * runs of a megabyte each, and who looks at one after another must not end up holding all. Pure.
 */

export class RecentResults {
  /** The group asked for last stands last. */
  private readonly groups = new Map<string, Map<string, Promise<unknown>>>();

  /** `limit`: how many groups are kept. */
  constructor(private readonly limit: number) {}

  /** The next time it is made anew. */
  forget(group: string, name: string): void {
    this.groups.get(group)?.delete(name);
  }

  /** The kept result, else a new one. A failure is not kept. What was given out outlives its being forgotten. */
  once<T>(group: string, name: string, make: () => Promise<T>): Promise<T> {
    const results = this.groups.get(group) ?? new Map<string, Promise<unknown>>();
    this.groups.delete(group);
    this.groups.set(group, results);
    const kept = results.get(name) as Promise<T> | undefined;
    if (kept !== undefined) return kept;
    const made = make();
    results.set(name, made);
    made.catch(() => results.delete(name));
    for (const oldest of this.groups.keys()) {
      if (this.groups.size <= this.limit) break;
      this.groups.delete(oldest);
    }
    return made;
  }
}
