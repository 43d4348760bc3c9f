import { SandboxFailure } from './sandbox/sandbox-failure.ts';

/** How a list is run through a plug-in. */
export interface SliceRun<Item, Result> {
  /** Items per call. */
  readonly sliceSize: number;
  /** Calls the plug-in; a SandboxFailure concerns this slice only. */
  readonly call: (slice: readonly Item[]) => Promise<Result>;
  readonly onDone: (result: Result, slice: readonly Item[], start: number) => void;
  readonly onFailed: (failure: SandboxFailure, slice: readonly Item[], start: number) => void;
}

/** Calls that may fail in one list before the rest of a failing slice is given up. */
const maxThrows = 200;
/** The same for failures that cost a new process and perhaps the whole time limit. */
const maxDeaths = 12;

/**
 * Runs a list in slices, halving a slice that fails until the items that break the plug-in stand alone: one bad event
 * must not cost its neighbours their enrichment. Failures are bounded; past the bound whole slices fail.
 */
export async function runInSlices<Item, Result>(
  items: readonly Item[],
  run: SliceRun<Item, Result>,
): Promise<void> {
  let throws = 0;
  let deaths = 0;
  async function attempt(start: number, end: number): Promise<void> {
    const slice = items.slice(start, end);
    try {
      if (deaths >= maxDeaths) throw new SandboxFailure('died', 'it failed too often in this batch');
      run.onDone(await run.call(slice), slice, start);
    } catch (error) {
      if (!(error instanceof SandboxFailure)) throw error;
      if (error.kind === 'threw') throws += 1;
      else deaths += 1;
      if (slice.length === 1 || throws > maxThrows || deaths > maxDeaths) {
        run.onFailed(error, slice, start);
        return;
      }
      const middle = start + Math.ceil(slice.length / 2);
      await attempt(start, middle);
      await attempt(middle, end);
    }
  }
  for (let start = 0; start < items.length; start += run.sliceSize) {
    await attempt(start, Math.min(start + run.sliceSize, items.length));
  }
}
