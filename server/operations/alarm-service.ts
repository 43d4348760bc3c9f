import {
  type AlarmRule,
  type AlarmSetting,
  type AlarmState,
  alarmRules,
  countFirings,
  evaluateAlarm,
} from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { OperationParts } from './operation-parts.ts';
import { tellTarget } from './tell-target.ts';

/** How often rules are judged, ms. */
const judgeEveryMs = 30_000;
const previewMs = 7 * 86_400_000;

/** An alarm of a project as people see it. */
export interface AlarmView extends Pick<AlarmRule, 'alarmId' | 'metric' | 'comparison' | 'unit' | 'window'> {
  readonly projectId: string;
  readonly state: AlarmState;
  readonly value: number | null;
  /** Since when it has this state; null before the first judgement. */
  readonly sinceMs: number | null;
  readonly enabled: boolean;
  readonly threshold: number;
  readonly defaultThreshold: number;
}

/** Judges alarms and tells targets. */
export interface AlarmService {
  alarms(projectId: string): Promise<readonly AlarmView[]>;
  /** How often it would have fired in the last seven days. @throws CodedError NOT_FOUND */
  preview(projectId: string, alarmId: string, threshold: number): Promise<{ readonly firings: number }>;
  /** @throws CodedError NOT_FOUND */
  set(projectId: string, setting: AlarmSetting): Promise<AlarmView>;
  /** Judges everything now. */
  judge(): Promise<void>;
  close(): Promise<void>;
}

function ruleOf(alarmId: string): AlarmRule {
  const rule = alarmRules.find((candidate) => candidate.alarmId === alarmId);
  if (rule === undefined) throw new CodedError('NOT_FOUND', { what: `The alarm ${alarmId}` });
  return rule;
}

/** Starts judging. */
export function startAlarmService(parts: OperationParts): AlarmService {
  const { store, metrics, clock, logger } = parts;
  let running: Promise<void> = Promise.resolve();

  async function verdictOf(projectId: string, rule: AlarmRule, threshold: number) {
    const nowMs = clock.now();
    const points = await metrics.points(projectId, rule.metric, {
      fromMs: nowMs - rule.window.ms,
      untilMs: nowMs + 1,
    });
    return evaluateAlarm(rule, threshold, { points, nowMs });
  }

  async function settingsOf(projectId: string) {
    const settings = new Map((await store.alarms.settings(projectId)).map((one) => [one.alarmId, one]));
    return (rule: AlarmRule) => {
      const setting = settings.get(rule.alarmId);
      return {
        enabled: setting?.enabled ?? rule.isOnByDefault,
        threshold: setting?.threshold ?? rule.threshold,
      };
    };
  }

  async function alarms(projectId: string): Promise<readonly AlarmView[]> {
    const settingOf = await settingsOf(projectId);
    const states = await store.alarms.states(projectId);
    return Promise.all(
      alarmRules.map(async (rule) => {
        const { alarmId, metric, comparison, unit, window } = rule;
        const { enabled, threshold } = settingOf(rule);
        const verdict = await verdictOf(projectId, rule, threshold);
        const sinceMs = states.get(alarmId)?.changedAtMs ?? null;
        const about = {
          projectId,
          alarmId,
          metric,
          comparison,
          unit,
          window,
          defaultThreshold: rule.threshold,
        };
        return { ...about, ...verdict, sinceMs, enabled, threshold };
      }),
    );
  }

  async function tell(
    projectId: string,
    rule: AlarmRule,
    change: { state: AlarmState; value: number | null; threshold: number },
  ) {
    const { state, value, threshold } = change;
    const text =
      state === 'ALARM' ? rule.says : `Over: ${rule.says.charAt(0).toLowerCase()}${rule.says.slice(1)}`;
    const at = new Date(clock.now()).toISOString();
    const message = {
      kind: 'alarm',
      projectId,
      alarmId: rule.alarmId,
      state,
      text,
      value,
      threshold,
      at,
    } as const;
    logger.warn({ projectId, alarm: rule.alarmId, state, value, threshold }, text);
    for (const target of await store.alarms.targets()) {
      if (!target.enabled) continue;
      await tellTarget(target, message, store.operationSettings).catch((error: unknown) =>
        logger.error({ target: target.name, error: String(error) }, 'a target of alarms could not be told'),
      );
    }
  }

  async function judgeProject(projectId: string): Promise<void> {
    const settingOf = await settingsOf(projectId);
    const states = await store.alarms.states(projectId);
    for (const rule of alarmRules) {
      const { enabled, threshold } = settingOf(rule);
      const verdict = await verdictOf(projectId, rule, threshold);
      const before = states.get(rule.alarmId)?.state ?? 'INSUFFICIENT_DATA';
      if (verdict.state === before) continue;
      const { alarmId } = rule;
      await store.alarms.note({ projectId, alarmId, ...verdict, changedAtMs: clock.now() });
      const isNews = verdict.state === 'ALARM' || before === 'ALARM';
      if (enabled && isNews) await tell(projectId, rule, { ...verdict, threshold });
    }
  }

  async function judgeAll(): Promise<void> {
    for (const { projectId } of await store.pipelines.list()) {
      await judgeProject(projectId).catch((error: unknown) =>
        logger.error({ projectId, error: String(error) }, 'alarms could not be judged'),
      );
    }
  }

  function judge(): Promise<void> {
    running = running
      .then(judgeAll)
      .catch((error: unknown) => logger.warn({ error: String(error) }, 'alarms could not be judged'));
    return running;
  }

  const timer = setInterval(() => void judge(), judgeEveryMs);
  return {
    alarms,
    async preview(projectId, alarmId, threshold) {
      const rule = ruleOf(alarmId);
      const range = { fromMs: clock.now() - previewMs, untilMs: clock.now() + 1 };
      return { firings: countFirings(rule, threshold, await metrics.points(projectId, rule.metric, range)) };
    },
    async set(projectId, setting) {
      ruleOf(setting.alarmId);
      await store.alarms.set(projectId, setting);
      const changed = (await alarms(projectId)).find(({ alarmId }) => alarmId === setting.alarmId);
      if (changed === undefined) throw new CodedError('NOT_FOUND', { what: `The alarm ${setting.alarmId}` });
      return changed;
    },
    judge,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
