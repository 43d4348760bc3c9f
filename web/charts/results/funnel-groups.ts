import type { AnalysisResult, FunnelBar, FunnelBarChart, GroupKey } from '@millstream/studio/spec';

/** One group's count at one step, over the whole range. */
export interface FunnelCount {
  readonly step: number;
  readonly count: number;
  readonly medianSeconds: number | null;
}

/** One group of a funnel. */
export interface FunnelGroup {
  /** Empty without grouping. */
  readonly label: string;
  readonly key?: GroupKey;
  readonly steps: readonly FunnelCount[];
}

/** The groups of a funnel's answer over the whole range, whichever chart was asked for. */
export function funnelGroups(result: AnalysisResult): readonly FunnelGroup[] {
  if (Array.isArray(result.chart)) {
    const bars = result.chart as readonly FunnelBar[];
    if (bars.length === 0) return [];
    const steps = bars.map(({ step, count, medianSeconds }) => ({
      step,
      count,
      medianSeconds: medianSeconds ?? null,
    }));
    return [{ label: '', steps }];
  }
  const { series } = result.chart as FunnelBarChart;
  return [...Map.groupBy(series, ({ group, key }) => JSON.stringify(key ?? group ?? null)).values()].map(
    (list) => {
      const [first] = list;
      return {
        label: first?.group ?? '',
        ...(first?.key === undefined ? {} : { key: first.key }),
        steps: list.map(({ step, total, medianSeconds }) => ({
          step,
          count: total,
          medianSeconds: medianSeconds ?? null,
        })),
      };
    },
  );
}

/** The step that most are lost at: its number and the share lost; null when nothing was lost. */
export function largestDrop(
  steps: readonly FunnelCount[],
): { readonly step: number; readonly share: number } | null {
  const drops = steps.slice(1).map(({ step, count }, index) => {
    const before = steps[index]?.count ?? 0;
    return { step, lost: before - count, share: before === 0 ? 0 : (before - count) / before };
  });
  const [worst] = drops.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost);
  return worst === undefined ? null : { step: worst.step, share: worst.share };
}
