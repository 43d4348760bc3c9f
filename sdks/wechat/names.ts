import { presetAttributes } from '@millstream/sdk-client';

/** When events leave. */
export const SendMode = { Immediate: 'Immediate', Batch: 'Batch' } as const;

/** Names of attributes with a meaning of their own. */
export const Attr: typeof presetAttributes = presetAttributes;
