import type { PipelineSpec } from '@millstream/console';
import { valueAt, withValueAt } from './spec-places.ts';

const secretField = 'ingestion.authentication.appClientSecret';
/** What stands in place of a secret; sent back, it means the stored one. */
const mask = '***';

/** The pipeline as it may be shown. */
export function maskedSpec(spec: PipelineSpec): PipelineSpec {
  return valueAt(spec, secretField) === '' ? spec : withValueAt(spec, secretField, mask);
}

/** What was sent, with the stored secret where it says that it did not change. */
export function withStoredSecret(wanted: unknown, stored: PipelineSpec | null): unknown {
  if (stored === null || valueAt(wanted, secretField) !== mask) return wanted;
  return withValueAt(wanted, secretField, valueAt(stored, secretField));
}
