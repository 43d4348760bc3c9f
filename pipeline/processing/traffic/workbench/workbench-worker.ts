import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CodedError } from '@millstream/core';
import type { RuleProblem } from '../rule-problems.ts';
import type { FromWorkbench, ToWorkbench, WorkbenchAnswer } from './workbench-messages.ts';

/** Where a pattern that took too long stands; null when that is not known. */
export type SlowPlace = Pick<RuleProblem, 'index' | 'path'> | null;

/** PATTERN_TOO_SLOW with the place as a value. */
export class SlowPatternError extends CodedError {
  readonly place: SlowPlace;

  constructor(place: SlowPlace) {
    const rule =
      place === null || place.index === null ? 'A pattern of the rules' : `Rule ${place.index + 1}`;
    super('PATTERN_TOO_SLOW', { place: place === null ? rule : `${rule}, ${place.path}` });
    this.place = place;
  }
}

/** Sends one message and waits for its answer; ends the thread when `timeoutMs` pass without a sign of it. */
export function askWorker(worker: Worker, message: ToWorkbench, timeoutMs: number): Promise<WorkbenchAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkbenchAnswer>();
  let place: SlowPlace = null;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void worker.terminate();
  }, timeoutMs);
  const hear = (heard: FromWorkbench) => {
    if (heard.kind === 'trying') {
      place = heard.place;
      timer.refresh();
    } else if (heard.kind === 'failed') reject(new CodedError(heard.error.code, heard.error.details));
    else if (heard.kind !== 'ready') resolve(heard);
  };
  // Only when the thread is gone may the next message go to a new one.
  const end = () =>
    reject(
      isLate
        ? new SlowPatternError(place)
        : new CodedError('INTERNAL', {}, { cause: new Error('the workbench thread ended') }),
    );
  worker.on('message', hear).once('error', reject).once('exit', end);
  worker.postMessage(message);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', hear).off('error', reject).off('exit', end);
  });
}

/** Starts a thread of the workbench and waits until it can work; it does not keep the process alive. */
export async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./workbench-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  await once(worker, 'message');
  worker.unref();
  return worker;
}
