import type { Driver, Json, JsonObject } from './driver.ts';
import { expandObject } from './expand-values.ts';
import { matchEvents } from './match-events.ts';
import { type Bindings, matchValue } from './match-values.ts';
import type { Bounds, Expectation, Scenario, Scope, Step } from './scenario.ts';
import { type Place, type RealTimeLimits, ScenarioEnd, ScenarioRun, zeroMs } from './scenario-run.ts';
import { parseAction } from './scenario-schema.ts';

/** How a scenario ended. */
export type ScenarioResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'not-applicable'; readonly because: string }
  | { readonly kind: 'failed'; readonly problems: readonly string[] };

/** Whether a step, event or scenario concerns an SDK, by its name or by what it can do. */
function concerns(driver: Driver, scope: Scope): boolean {
  const holds = (name: string) => name === driver.platform || driver.capabilities.includes(name);
  return (!scope.for || scope.for.some(holds)) && !scope.not?.some(holds);
}

/** Why a scenario does not concern an SDK; null when it does. */
export function whyNotApplicable(scenario: Scenario, driver: Driver): string | null {
  const missing = (scenario.needs ?? []).filter((need) => !driver.capabilities.includes(need));
  if (missing.length > 0) return `has no ${missing.join(', ')}`;
  return concerns(driver, scenario) ? null : 'is about other SDKs';
}

function boundsProblem(what: string, actual: number, { atLeast, atMost }: Bounds): readonly string[] {
  const fits = actual >= (atLeast ?? actual) && actual <= (atMost ?? actual);
  return fits ? [] : [`${what} is ${actual}, should be ${atLeast ?? 'anything'} to ${atMost ?? 'anything'}`];
}

class Player {
  readonly #driver: Driver;
  readonly #run: ScenarioRun;
  readonly #bindings: Bindings = new Map();
  /** Requests before the last `expect` step. */
  #judged = 0;

  constructor(driver: Driver, run: ScenarioRun) {
    this.#driver = driver;
    this.#run = run;
  }

  async play(steps: readonly Step[], n: number | null = null): Promise<void> {
    for (const [at, step] of steps.entries()) {
      if (!concerns(this.#driver, step)) continue;
      try {
        await this.#take(step, n);
      } catch (error) {
        if (!(error instanceof ScenarioEnd)) throw error;
        throw new ScenarioEnd(error.kind, `step ${at + 1} (${step.do}): ${error.message}`);
      }
    }
  }

  judge(expectation: Expectation, from: number = this.#judged): readonly string[] {
    const { collector, requestTimesMs } = this.#run;
    const requests = collector.requests.slice(from);
    const times = requestTimesMs.slice(from);
    const sizes = requests.map(({ decoded }) => (decoded.kind === 'events' ? decoded.events.length : 0));
    const { gaps = [], largestRequest, repeats, query = {}, headers = {} } = expectation;
    const context = { bindings: this.#bindings, zeroMs };
    const stored = collector.storedEvents();
    return [
      ...matchEvents(expectation, stored, {
        ...context,
        viewType: this.#driver.platform === 'web' ? '_page_view' : '_screen_view',
        concerns: (scope) => concerns(this.#driver, scope),
      }),
      ...(expectation.requests
        ? boundsProblem('the number of requests', requests.length, expectation.requests)
        : []),
      ...(largestRequest
        ? boundsProblem('the size of the largest request', Math.max(0, ...sizes), largestRequest)
        : []),
      ...(repeats
        ? boundsProblem('the number of repeated events', collector.storedCount() - stored.length, repeats)
        : []),
      ...requests.flatMap((request) => [
        ...matchValue(query, request.query, { ...context, path: `request ${request.number} query` }),
        ...matchValue(headers, request.headers, { ...context, path: `request ${request.number} headers` }),
      ]),
      ...gaps.flatMap((gap, at) => {
        const [before, after] = [times[at], times[at + 1]];
        if (before === undefined || after === undefined) return [`there is no request ${at + 2}`];
        return boundsProblem(`the gap before request ${at + 2} in s`, (after - before) / 1000, gap);
      }),
    ];
  }

  async #take(step: Step, n: number | null): Promise<void> {
    switch (step.do) {
      case 'wait':
        return this.#run.wait(step.seconds);
      case 'collector':
        return this.#run.collector.plan(step.answers);
      case 'repeat':
        for (let round = 1; round <= step.times; round += 1) await this.play(step.steps, round);
        return;
      case 'expect': {
        const problems = this.judge(step.expect);
        this.#judged = this.#run.collector.requests.length;
        if (problems.length > 0) throw new ScenarioEnd('failed', problems.join('\n'));
        return;
      }
      default: {
        const { for: _for, not: _not, tab, instance, ...action } = step;
        const place: Place = { ...(tab && { tab }), ...(instance && { instance }) };
        return this.#run.act(parseAction(expandObject(jsonOf(action), n)), place);
      }
    }
  }
}

function jsonOf(action: Readonly<Record<string, Json | undefined>>): JsonObject {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(action)) if (value !== undefined) json[name] = value;
  return json;
}

/** Plays a scenario on an SDK and compares what the collector got with what is expected. */
export async function runScenario(
  scenario: Scenario,
  driver: Driver,
  limits: RealTimeLimits = {},
): Promise<ScenarioResult> {
  const because = whyNotApplicable(scenario, driver);
  if (because !== null) return { kind: 'not-applicable', because };
  await using run = new ScenarioRun(driver, scenario.steps, { limits });
  try {
    await run.open();
    const player = new Player(driver, run);
    await player.play(scenario.steps);
    const problems = [...run.problems, ...player.judge(scenario.expect, 0)];
    const { preflights } = run.collector;
    if (preflights > 0) problems.push(`${preflights} requests needed a CORS preflight`);
    return problems.length === 0 ? { kind: 'passed' } : { kind: 'failed', problems };
  } catch (error) {
    if (!(error instanceof ScenarioEnd)) throw error;
    if (error.kind === 'not-applicable') return { kind: 'not-applicable', because: error.message };
    return { kind: 'failed', problems: [error.message, ...run.problems] };
  }
}
