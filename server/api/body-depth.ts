import { CodedError } from '@millstream/core';
import type { TypedApi } from './typed-api.ts';

/** Levels that a body may nest. Nothing that is read here needs a tenth of them; walking through thousands exhausts the stack. */
const deepestLevel = 200;

function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeperThan(limit - 1, inner));
}

/** Refuses a value that nests too deep, as one does that holds itself. @throws CodedError USAGE */
export function checkDepth(value: unknown): void {
  if (isDeeperThan(deepestLevel, value))
    throw new CodedError('USAGE', { problem: `What was sent nests deeper than ${deepestLevel} levels.` });
}

/** Refuses bodies that nest too deep before anything walks through them. */
export function addBodyDepthLimit(api: TypedApi): void {
  api.addHook('preValidation', async ({ headers, body }) => {
    // Uploads of other types come as streams and bytes.
    if (/\b(json|yaml)\b/i.test(headers['content-type'] ?? '')) checkDepth(body);
  });
}
