import { Kysely, sql } from 'kysely';
import { nodeSqliteDialect } from '../store/node-sqlite-dialect.ts';
import type { MetricPoint } from './evaluate-alarm.ts';

/** Values of one moment by metric name; what could not be measured is absent. */
export type MetricValues = Readonly<Record<string, number>>;

/** One series, thinned to the asked number of points. */
export interface MetricSeries {
  readonly metric: string;
  /** Start of the bucket (epoch ms), mean, highest value. */
  readonly points: readonly (readonly [number, number, number])[];
}

interface Tables {
  sample: { project_id: string; at: number; metrics: string };
}

const dayMs = 86_400_000;
/** How long samples are kept. */
const keptMs = 14 * dayMs;
/** Samples older than this are thinned to one a minute. */
const denseMs = 2 * dayMs;
const thinMs = 60_000;
/** Samples between two looks for old ones. */
const tidyEvery = 240;

/** What was measured of running pipelines, in a file of its own: it is written often and may be lost without harm. */
export interface MetricHistory {
  add(projectId: string, at: number, values: MetricValues): Promise<void>;
  /** Points of one metric in order. */
  points(
    projectId: string,
    metric: string,
    range: { fromMs: number; untilMs: number },
  ): Promise<MetricPoint[]>;
  /** Series of several metrics over a range, at most `buckets` points each. */
  series(
    projectId: string,
    metrics: readonly string[],
    range: { readonly fromMs: number; readonly untilMs: number; readonly buckets: number },
  ): Promise<readonly MetricSeries[]>;
  /** Time of the first sample from `fromMs` on; null when there is none. */
  firstAt(projectId: string, fromMs: number): Promise<number | null>;
  latest(projectId: string): Promise<{ readonly at: number; readonly values: MetricValues } | null>;
  close(): Promise<void>;
}

/** Opens the history at `path`, creating it when it is not there. */
export async function openMetricHistory(path: string): Promise<MetricHistory> {
  const database = new Kysely<Tables>({ dialect: nodeSqliteDialect(path) });
  await sql`pragma synchronous = normal`.execute(database);
  await sql`create table if not exists sample (
    project_id text not null, at integer not null, metrics text not null, primary key (project_id, at)
  ) without rowid`.execute(database);
  let added = 0;

  async function tidy(nowMs: number): Promise<void> {
    await database
      .deleteFrom('sample')
      .where('at', '<', nowMs - keptMs)
      .execute();
    await sql`delete from sample where at < ${nowMs - denseMs} and at not in (
      select min(at) from sample where at < ${nowMs - denseMs} group by project_id, cast(at / ${thinMs} as integer))`.execute(
      database,
    );
  }

  const rowsOf = (projectId: string, fromMs: number, untilMs: number) =>
    database
      .selectFrom('sample')
      .select(['at', 'metrics'])
      .where('project_id', '=', projectId)
      .where('at', '>=', fromMs)
      .where('at', '<', untilMs)
      .orderBy('at')
      .execute();
  const valuesIn = (text: string) => JSON.parse(text) as MetricValues;

  return {
    async add(projectId, at, values) {
      await database
        .insertInto('sample')
        .values({ project_id: projectId, at, metrics: JSON.stringify(values) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      added += 1;
      if (added % tidyEvery === 1) await tidy(at);
    },
    async points(projectId, metric, { fromMs, untilMs }) {
      const points: MetricPoint[] = [];
      for (const { at, metrics } of await rowsOf(projectId, fromMs, untilMs)) {
        const value = valuesIn(metrics)[metric];
        if (value !== undefined) points.push({ at, value });
      }
      return points;
    },
    async series(projectId, metrics, { fromMs, untilMs, buckets }) {
      const width = Math.max(1, Math.ceil((untilMs - fromMs) / buckets));
      const sums = metrics.map(() => new Map<number, { sum: number; count: number; max: number }>());
      for (const row of await rowsOf(projectId, fromMs, untilMs)) {
        const values = valuesIn(row.metrics);
        const at = fromMs + Math.floor((row.at - fromMs) / width) * width;
        for (const [index, metric] of metrics.entries()) {
          const value = values[metric];
          if (value === undefined) continue;
          const sum = sums[index]?.get(at) ?? { sum: 0, count: 0, max: Number.NEGATIVE_INFINITY };
          sums[index]?.set(at, { sum: sum.sum + value, count: sum.count + 1, max: Math.max(sum.max, value) });
        }
      }
      return metrics.map((metric, index) => ({
        metric,
        points: [...(sums[index] ?? [])].map(([at, { sum, count, max }]) => [at, sum / count, max] as const),
      }));
    },
    async firstAt(projectId, fromMs) {
      const row = await database
        .selectFrom('sample')
        .select('at')
        .where('project_id', '=', projectId)
        .where('at', '>=', fromMs)
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async latest(projectId) {
      const row = await database
        .selectFrom('sample')
        .select(['at', 'metrics'])
        .where('project_id', '=', projectId)
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { at: row.at, values: valuesIn(row.metrics) };
    },
    close: () => database.destroy(),
  };
}
