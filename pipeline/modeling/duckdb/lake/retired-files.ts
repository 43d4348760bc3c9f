import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that views no longer name. They are removed when every query that began before has ended. */
export class RetiredFiles {
  #nextQuery = 1;
  readonly #running = new Set<number>();
  #waiting: { readonly path: string; readonly before: number }[] = [];

  /** Notes that a query begins; call the answer when it has ended. */
  queryBegins(): () => void {
    const id = this.#nextQuery;
    this.#nextQuery += 1;
    this.#running.add(id);
    return () => {
      this.#running.delete(id);
      this.#removeUnread();
    };
  }

  /** Whether a query runs. */
  get isBeingRead(): boolean {
    return this.#running.size > 0;
  }

  /** Takes over files that new queries cannot reach any more. */
  add(paths: readonly string[]): void {
    const before = this.#nextQuery;
    this.#waiting.push(...paths.map((path) => ({ path, before })));
    this.#removeUnread();
  }

  /** Removes files below `folder` that are not in `registered`: left by a crash between writing and committing. */
  async removeUnregistered(folder: string, registered: ReadonlySet<string>): Promise<void> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !registered.has(path)) await rm(path, { force: true });
    }
  }

  #removeUnread(): void {
    const oldest = Math.min(Number.POSITIVE_INFINITY, ...this.#running);
    const unread = this.#waiting.filter(({ before }) => before <= oldest);
    this.#waiting = this.#waiting.filter(({ before }) => before > oldest);
    // A file that cannot be removed now is unregistered and goes at the next start.
    for (const { path } of unread) void rm(path, { force: true }).catch(() => undefined);
  }
}
