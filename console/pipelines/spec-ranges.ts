import { z } from 'zod';

/** Legal values of the numbers of a pipeline, both ends included; the wizard, the file and the API tell the same ones. */
export const specRanges = {
  'ingestion.port': { min: 1, max: 65_535 },
  'ingestion.https.port': { min: 1, max: 65_535 },
  'ingestion.workers.min': { min: 1, max: 256 },
  'ingestion.workers.max': { min: 1, max: 256 },
  'ingestion.workers.warm': { min: 0, max: 256 },
  'ingestion.workers.targetCpuPercent': { min: 1, max: 100 },
  'ingestion.sink.maxBytes': { min: 1_000_000, max: 50_000_000 },
  'ingestion.sink.maxAgeMs': { min: 1000, max: 3_600_000 },
  'processing.freshnessHours': { min: 1, max: 87_600 },
  'processing.futureToleranceMs': { min: 0, max: 86_400_000 },
  'modeling.hotDays': { min: 1, max: 3650 },
  'modeling.lakeFlushMinutes': { min: 1, max: 1440 },
  'modeling.rawKeepDays': { min: 1, max: 3650 },
  'modeling.memory': { min: 268_435_456, max: 1_099_511_627_776 },
  'modeling.threads': { min: 1, max: 256 },
} as const;

/** A whole number of a pipeline within its legal values. */
export function wholeNumber(path: keyof typeof specRanges): z.ZodInt {
  const { min, max } = specRanges[path];
  return z.int().min(min).max(max);
}
