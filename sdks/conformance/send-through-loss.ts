import type { Driver, JsonObject } from './driver.ts';
import { ScenarioRun } from './scenario-run.ts';

/** What is sent, and where to. */
export interface LossOptions {
  /** Collect address of a real collector. */
  readonly collector: string;
  /** An app that it knows. */
  readonly appId: string;
  /** Events of each kind: `online`, `offline` and `restarted`, numbered by the attribute `n` from 1. @default 100 */
  readonly count?: number;
}

/** What the real collector got. */
export interface SentEvents {
  /** Events that the collector has accepted, automatic ones too, each once: the rows that its tables must have. */
  readonly events: readonly JsonObject[];
  /** Accepted events, repeats included. */
  readonly receivedCount: number;
}

const kinds = ['online', 'offline', 'restarted'] as const;
type Action = Parameters<ScenarioRun['act']>[0];

/** An afternoon with a bad network: used, left, returned to, killed and started again. */
function story(count: number): readonly (Action | { readonly do: 'wait'; readonly seconds: number })[] {
  return [
    { do: 'start' },
    { do: 'view', name: 'Loss' },
    { do: 'track', name: 'online', times: count },
    { do: 'wait', seconds: 60 },
    { do: 'background' },
    { do: 'wait', seconds: 20 },
    { do: 'foreground' },
    { do: 'network', online: false },
    { do: 'track', name: 'offline', times: count },
    { do: 'wait', seconds: 20 },
    { do: 'kill' },
    { do: 'network', online: true },
    { do: 'start' },
    { do: 'track', name: 'restarted', times: count },
    { do: 'wait', seconds: 900 },
  ];
}

/**
 * Lets an SDK record events at the present time and sends them to a real collector over a network that loses every
 * second answer. What the collector's tables have in the end must be `events`, each once.
 * @throws Error when a request breaks the rules of the protocol or an event never arrived
 */
export async function sendThroughLoss(driver: Driver, options: LossOptions): Promise<SentEvents> {
  const { collector: forwardTo, appId, count = 100 } = options;
  const collector = { forwardTo, losesEverySecondAnswer: true };
  await using run = new ScenarioRun(driver, [], { appId, startAtMs: Date.now(), collector });
  await run.open();
  for (const step of story(count)) {
    if (step.do === 'wait') await run.wait(step.seconds);
    else await run.act(step);
  }
  const events = run.collector.storedEvents();
  const problems = [...run.problems];
  for (const kind of kinds) {
    const arrived = events.filter((event) => event.event_type === kind).length;
    if (arrived !== count) problems.push(`${arrived} of ${count} events named ${kind} arrived`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { events, receivedCount: run.collector.storedCount() };
}
