import type { Run } from './run-types.ts';

/** One stage on the line of a run. */
export interface StageOnLine {
  readonly stage: string;
  readonly ms: number;
  /** Where it begins, as a share of all stages. */
  readonly from: number;
  /** Its length, as a share of all stages. */
  readonly share: number;
  readonly isFailed: boolean;
}

/** Names in the detail of a run that tell its stages, in the order the stages happen. */
const order = ['wait', 'process', 'store', 'export', 'copy', 'expire'] as const;

/** The stages that a run tells of, one after the other; empty for runs from before stages were timed. */
export function timelineOf(detail: Run['detail']): readonly StageOnLine[] {
  const known = order.flatMap((stage) => {
    const ms = detail[`stage.${stage}`];
    return typeof ms === 'number' ? [{ stage, ms }] : [];
  });
  const total = known.reduce((sum, { ms }) => sum + ms, 0);
  let passed = 0;
  return known.map(({ stage, ms }) => {
    const from = total === 0 ? 0 : passed / total;
    passed += ms;
    return { stage, ms, from, share: total === 0 ? 0 : ms / total, isFailed: detail.failedStage === stage };
  });
}

/** What a run's detail tells besides its stages. */
export function otherDetail(
  detail: Run['detail'],
): readonly (readonly [name: string, value: string | number])[] {
  return Object.entries(detail).filter(([name]) => name !== 'failedStage' && !name.startsWith('stage.'));
}
