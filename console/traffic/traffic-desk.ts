import { type Clock, CodedError, isAppId } from '@millstream/core';
import { visitQuery } from '@millstream/modeling';
import {
  createTrafficWorkbench,
  type TrafficCase,
  type TrafficRuleFiles,
  type TrafficTest,
  type WrittenRules,
} from '@millstream/processing';
import type { ProjectOfApp } from '../projects/project-of-app.ts';
import type { SavedDrafts } from '../saved/saved-drafts.ts';
import type { SavedObject } from '../saved/saved-object.ts';
import type { SavedObjects } from '../saved/saved-objects.ts';
import { previewRules, type RulesPreview } from './preview-rules.ts';
import { createRuleBook, type RuleBook } from './rule-book.ts';
import { ruleProblemsError } from './rule-errors.ts';
import { type CaseOutcome, runCases } from './run-cases.ts';
import { onlyId, type TrafficCases } from './traffic-kinds.ts';

/** Id of an app's only rules among its drafts. */
export const rulesDraftId = onlyId;

/** Days to preview, both included, `YYYY-MM-DD` in UTC. */
export interface PreviewDays {
  readonly from: string;
  readonly to: string;
}

/** Everything that people do with an app's traffic-source rules. `rules` null means those in force. */
export interface TrafficDesk extends AsyncDisposable {
  readonly book: RuleBook;
  /** Rules that somebody writes at the moment; their object's id is `rulesDraftId`. */
  readonly drafts: SavedDrafts;
  /** Tries rules on visits. @throws CodedError of `RuleBook.publish` for rules that are not valid */
  test(
    appId: string,
    rules: WrittenRules | null,
    visits: readonly TrafficCase[],
  ): Promise<readonly TrafficTest[]>;
  /** Kept test cases; null when none were kept. */
  cases(appId: string): Promise<SavedObject<TrafficCases> | null>;
  /** @throws CodedError SAVED_OBJECT_INVALID, SAVE_CONFLICT */
  saveCases(appId: string, change: CasesChange): Promise<SavedObject<TrafficCases>>;
  /** Runs the kept test cases. */
  runCases(appId: string, rules: WrittenRules | null): Promise<readonly CaseOutcome[]>;
  /** Counts what rules would change of past days, by what is stored. Changes nothing. */
  preview(appId: string, rules: WrittenRules | null, options: PreviewOptions): Promise<PreviewOfDays>;
}

/** Test cases to keep. */
export interface CasesChange {
  /** Version that the writer saw; 0 when there was none. */
  readonly expectedVersion: number;
  readonly author: string;
  readonly body: unknown;
}

/** How to preview. */
export interface PreviewOptions extends Partial<PreviewDays> {
  readonly signal: AbortSignal;
}

/** A preview with the days that it looked at. */
export interface PreviewOfDays extends RulesPreview, PreviewDays {}

/** What a desk works with. */
export interface TrafficDeskParts {
  readonly rules: SavedObjects<TrafficRuleFiles>;
  readonly cases: SavedObjects<TrafficCases>;
  readonly projectOf: ProjectOfApp;
  /** Rules folder of a project. */
  readonly rulesFolder: (projectId: string) => string;
  /** Rows of a reading statement on the app's warehouse. */
  readonly readRows: (appId: string, sql: string, signal: AbortSignal) => AsyncIterable<unknown>;
  readonly clock: Clock;
}

const dayMs = 86_400_000;
/** Days of a preview when none are named, today among them. */
const previewDays = 7;

/** Opens the desk. */
export function createTrafficDesk(parts: TrafficDeskParts): TrafficDesk {
  const { cases, clock, projectOf } = parts;
  const workbench = createTrafficWorkbench();
  const book = createRuleBook({ objects: parts.rules, workbench, projectOf, rulesFolder: parts.rulesFolder });

  async function valid(appId: string, written: WrittenRules | null): Promise<TrafficRuleFiles> {
    if (written === null) return (await book.current(appId)).rules;
    const { checked } = await workbench.check(written);
    if (checked.kind === 'invalid') throw ruleProblemsError(checked.problems);
    return checked.rules;
  }

  return {
    book,
    drafts: parts.rules.drafts,
    test: async (appId, rules, visits) => workbench.test(await valid(appId, rules), visits),
    cases: (appId) => cases.read({ appId, id: onlyId }),
    async saveCases(appId, { expectedVersion, author, body }) {
      const write = { appId, id: onlyId, author, body };
      if (expectedVersion > 0) return cases.save({ ...write, expectedVersion });
      return cases.create({ ...write, projectId: await projectOf(appId) });
    },
    async runCases(appId, rules) {
      const kept = await cases.read({ appId, id: onlyId });
      return runCases(workbench, await valid(appId, rules), kept?.body.cases ?? []);
    },
    async preview(appId, rules, options) {
      const next = await valid(appId, rules);
      const days = daysOf(options, clock.now());
      const rows = parts.readRows(appId, visitsOf(appId, days), options.signal);
      const before = await book.history(appId);
      return { ...days, ...(await previewRules(workbench, { before, next }, rows)) };
    },
    [Symbol.asyncDispose]: () => workbench[Symbol.asyncDispose](),
  };
}

function daysOf({ from, to }: PreviewOptions, nowMs: number): PreviewDays {
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10);
  const firstMs = Date.parse(`${last}T00:00:00Z`) - (previewDays - 1) * dayMs;
  const days = { from: from ?? new Date(firstMs).toISOString().slice(0, 10), to: last };
  if (days.from > days.to) throw new CodedError('USAGE', { problem: 'The last day is before the first.' });
  return days;
}

function visitsOf(appId: string, { from, to }: PreviewDays): string {
  if (!isAppId(appId)) throw new CodedError('APP_ID_INVALID', { appId });
  const fromMs = Date.parse(`${from}T00:00:00Z`);
  return visitQuery({ appId, fromMs, untilMs: Date.parse(`${to}T00:00:00Z`) + dayMs });
}
