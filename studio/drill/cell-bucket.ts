import { CodedError } from '@millstream/core';
import type { AnalysisContext } from '../base/analysis-context.ts';
import type { Bucket } from '../time/buckets.ts';

/** The bucket that a cell names. @throws CodedError CELL_UNKNOWN when the result has none of that key */
export function cellBucket(key: string, { buckets }: AnalysisContext): Bucket {
  const bucket = buckets.find((one) => one.key === key);
  if (bucket === undefined) throw unknownCell(`no bucket ${key}`);
  return bucket;
}

/** The error of a cell that the result does not have. */
export function unknownCell(reason: string): CodedError {
  return new CodedError('CELL_UNKNOWN', { reason });
}
