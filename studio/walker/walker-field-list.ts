import { anyName } from '../fields/known-names.ts';
import type { FrameKind } from './frame.ts';
import { datasetField, presetFids, rowFieldType, timeFid } from './walker-fields.ts';
import { type WalkerDataset, walkerDatasets } from './walker-request.ts';

/** A field of a data set that needs no registration. */
export interface WalkerPresetField {
  readonly fid: string;
  readonly kind: FrameKind;
}

function kindOf(dataset: WalkerDataset, fid: string): FrameKind {
  if (fid === timeFid) return 'time';
  if (dataset === 'sessions' || dataset === 'items') return rowFieldType(dataset, fid) ?? 'text';
  return datasetField(dataset, fid, anyName).type;
}

/** Preset fields of each data set with their kinds, for the page's field list. */
export function walkerFieldList(): Readonly<Record<WalkerDataset, readonly WalkerPresetField[]>> {
  const entries = walkerDatasets.map((dataset) => [
    dataset,
    presetFids(dataset).map((fid) => ({ fid, kind: kindOf(dataset, fid) })),
  ]);
  return Object.fromEntries(entries) as Record<WalkerDataset, readonly WalkerPresetField[]>;
}
