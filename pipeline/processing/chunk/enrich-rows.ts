import type { ChunkOutput, PendingEvent } from './chunk-output.ts';
import type { EnrichmentStep } from './chunk-steps.ts';
import { messageOf } from './transform-records.ts';

/** Applies `step` to each row in place; one that throws becomes a reject and leaves. */
export function eachRow(
  pending: PendingEvent[],
  output: ChunkOutput,
  step: (event: PendingEvent) => void,
): PendingEvent[] {
  const failed = new Set<PendingEvent>();
  for (const event of pending) {
    try {
      step(event);
    } catch (error) {
      output.rejectPending(event, 'transform_failed', messageOf(error));
      failed.add(event);
    }
  }
  return failed.size === 0 ? pending : pending.filter((event) => !failed.has(event));
}

/** Runs one enrichment over the rows; gives those that stay. */
export async function enrichRows(
  step: EnrichmentStep,
  pending: PendingEvent[],
  output: ChunkOutput,
): Promise<PendingEvent[]> {
  if (step.kind === 'row') return eachRow(pending, output, ({ row }) => step.enrich(row));
  if (pending.length === 0) return pending;
  const reasons = await step.enrich(pending.map(({ row }) => row));
  return pending.filter((event, index) => {
    const reason = reasons[index] ?? null;
    if (reason !== null) output.rejectPending(event, 'plugin_rejected', `${step.name}: ${reason}`);
    return reason === null;
  });
}
