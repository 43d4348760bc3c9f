import type { Driver, JsonObject } from './driver.ts';
import { ScenarioRun } from './scenario-run.ts';

/** What is sent, and where to. */
export interface LossOptions {
  /** Collect address of a real collector. */
  readonly collector: string;
  /** An app that it knows. */
  readonly appId: string;
  /** Events named `kept`, numbered by the attribute `n` from 1. @default 250 */
  readonly count?: number;
}

/** What the real collector got. */
export interface SentEvents {
  /** Events that the collector has accepted, automatic ones too, each once: the rows that its tables must have. */
  readonly events: readonly JsonObject[];
  /** How often it got one that it had already. */
  readonly repeatCount: number;
}

/**
 * Lets an SDK record events at the present time, offline and online, and sends them to a real collector over a network
 * that loses every second answer. What the collector's tables have in the end must be `events`, each once.
 * @throws Error when a request breaks the rules of the protocol or an event never arrived
 */
export async function sendThroughLoss(driver: Driver, options: LossOptions): Promise<SentEvents> {
  const { collector: forwardTo, appId, count = 250 } = options;
  const collector = { forwardTo, losesEverySecondAnswer: true };
  await using run = new ScenarioRun(driver, [], { appId, startAtMs: Date.now(), collector });
  await run.open();
  await run.act({ do: 'start' });
  await run.act({ do: 'view', name: 'Loss' });
  await run.act({ do: 'network', online: false });
  await run.act({ do: 'track', name: 'kept', times: count });
  await run.act({ do: 'network', online: true });
  await run.wait(900);
  const events = run.collector.storedEvents();
  const arrived = events.filter((event) => event.event_type === 'kept').length;
  const problems = [...run.problems];
  if (arrived !== count) problems.push(`${arrived} of ${count} events arrived`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const sizes = run.collector.requests.map(({ decoded, isStored }) =>
    isStored && decoded.kind === 'events' ? decoded.events.length : 0,
  );
  return { events, repeatCount: sizes.reduce((sum, size) => sum + size, 0) - events.length };
}
