// What of this room runs in a browser; `index.ts` adds what needs a file system.
export { assertNever } from './assert-never.ts';
export { type Clock, systemClock } from './clock.ts';
export { asCodedError, CodedError, type ErrorDetails } from './errors/coded-error.ts';
export type { ErrorEntry } from './errors/error-entry.ts';
export { type ErrorCode, errorRegistry } from './errors/registry.ts';
export { type AppId, isAppId, isProjectId, type ProjectId } from './ids.ts';
export { type Logger, silentLogger } from './logger.ts';
export { formatSegmentName, parseSegmentName, type SegmentName } from './manifest/segment-name.ts';
export { type Language, type LocalizedText, languages } from './metadata/language.ts';
export {
  type FieldCategory,
  type FieldType,
  fieldCategories,
  fieldTypes,
  type MetadataEntity,
  metadataEntityId,
  parseMetadataEntityId,
} from './metadata/metadata-entity.ts';
export {
  type PresetEvent,
  type PresetParameter,
  type PresetUserAttribute,
  presetEvents,
  presetGroups,
  presetParameters,
  presetUserAttributes,
} from './metadata/preset-metadata.ts';
export { emptyRequestLinePrefix, type RawRecord } from './record/raw-record.ts';
export type { Column, ColumnType } from './tables/column.ts';
export { eventColumns } from './tables/event-columns.ts';
export { itemColumns, sessionColumns, userColumns } from './tables/other-columns.ts';
export { ourEventColumns } from './tables/our-columns.ts';
export type {
  ChunkCount,
  Provenance,
  RejectReason,
  StagedChunk,
  StagedEvent,
  StagedItem,
  StagedReject,
  TypedUserValue,
  TypedValue,
} from './tables/staged-rows.ts';
