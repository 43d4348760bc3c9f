export {
  descriptionLimit,
  displayNameLimit,
  emptyMetadataEdit,
  type MetadataEdit,
  metadataEditSchema,
} from './metadata/metadata-edit.ts';
export type {
  MetadataEditChange,
  MetadataEditStore,
  SavedMetadataEdit,
} from './metadata/metadata-edit-store.ts';
