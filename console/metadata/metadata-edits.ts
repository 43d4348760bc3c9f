import type { MetadataEdit, MetadataEditStore, SavedMetadataEdit } from '@millstream/studio';
import type { ProjectOfApp } from '../projects/project-of-app.ts';
import type { SavedObject, SavedVersion } from '../saved/saved-object.ts';
import type { SavedObjects } from '../saved/saved-objects.ts';

/** The studio's store of metadata edits, over saved objects. */
export function createMetadataEdits(
  objects: SavedObjects<MetadataEdit>,
  projectOf: ProjectOfApp,
): MetadataEditStore {
  return {
    async list(appId) {
      return (await objects.readAll(appId)).map(toEdit);
    },
    async read(appId, entityId) {
      const object = await objects.read({ appId, id: entityId });
      return object === null ? null : toEdit(object);
    },
    async save({ appId, entityId, edit, expectedVersion, author }) {
      const write = { appId, id: entityId, body: edit, author };
      if (expectedVersion > 0) return toEdit(await objects.save({ ...write, expectedVersion }));
      return toEdit(await objects.create({ ...write, projectId: await projectOf(appId) }));
    },
    async history(appId, entityId) {
      const versions = await objects.versions({ appId, id: entityId });
      return versions.map((version) => toVersion(appId, entityId, version));
    },
  };
}

function toEdit(object: SavedObject<MetadataEdit>): SavedMetadataEdit {
  const { appId, id, body, version, updatedBy, updatedAtMs } = object;
  return { appId, entityId: id, edit: body, version, author: updatedBy, editedAtMs: updatedAtMs };
}

function toVersion(appId: string, entityId: string, kept: SavedVersion<MetadataEdit>): SavedMetadataEdit {
  const { body, version, author, savedAtMs } = kept;
  return { appId, entityId, edit: body, version, author, editedAtMs: savedAtMs };
}
