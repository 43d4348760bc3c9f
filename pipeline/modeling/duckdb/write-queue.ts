/** Runs pieces of work one after another in the order they came; a failure does not stop the next. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after everything that was added before. */
  add<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Resolves when everything added so far has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
