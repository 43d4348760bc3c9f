import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { outdate } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { type EntityEdit, type KeptEdit, metadataPath, useTextLanguage } from './metadata-api.ts';

/** Texts that can be changed in the table. */
export type EntityText = 'displayNames' | 'descriptions';

/** What was written and is on its way, by entity id and text. */
export type Pending = ReadonlyMap<string, string>;

/** Changes what people say about events and fields. */
export interface EntityEdits {
  /** Text that was just written; undefined where the server's stands. */
  pendingText(id: string, text: EntityText): string | undefined;
  /** Writes one text at once in the table, then on the server; an empty one restores the default. */
  write(
    entity: { readonly id: string; readonly name: string },
    text: EntityText,
    value: string,
  ): Promise<void>;
  /** Changes anything else; resolves false when it was not saved. */
  change(
    entity: { readonly id: string; readonly name: string },
    of: (edit: EntityEdit) => EntityEdit,
  ): Promise<boolean>;
}

const keyOf = (id: string, text: EntityText) => `${text} ${id}`;

/** Edits of the page's app. */
export function useEntityEdits(): EntityEdits {
  const say = useSay();
  const flashes = useFlashes();
  const client = useQueryClient();
  const language = useTextLanguage();
  const { appId } = useScope();
  const [pending, setPending] = useState<Pending>(new Map());
  const path = metadataPath(appId);

  const save = useCallback(
    async (entityId: string, of: (edit: EntityEdit) => EntityEdit): Promise<EntityEdit> => {
      const { edit, version } = await callApi<KeptEdit>({ path: `${path}/edits`, query: { entityId } });
      const body = { entityId, version, edit: of(edit) };
      await callApi({ method: 'PUT', path: `${path}/edits`, body });
      return edit;
    },
    [path],
  );

  const write = useCallback<EntityEdits['write']>(
    async (entity, text, value) => {
      const set = (next: string) => async () => {
        setPending((known) => new Map(known).set(keyOf(entity.id, text), next));
        try {
          const before = await save(entity.id, (edit) => ({
            ...edit,
            [text]: { ...edit[text], [language]: next },
          }));
          await outdate(client, [path]);
          return before;
        } finally {
          setPending((known) => {
            const rest = new Map(known);
            rest.delete(keyOf(entity.id, text));
            return rest;
          });
        }
      };
      try {
        const before = await set(value)();
        const old = before[text][language] ?? '';
        flashes.succeeded(say(`metadata.saved.${text}`, { name: entity.name }), {
          text: say('action.undo'),
          onClick: () =>
            void set(old)().catch((error) => flashes.failed(say(`metadata.notSaved.${text}`), error)),
        });
      } catch (error) {
        flashes.failed(say(`metadata.notSaved.${text}`), error);
      }
    },
    [client, flashes, language, path, save, say],
  );

  const change = useCallback<EntityEdits['change']>(
    async (entity, of) => {
      try {
        await save(entity.id, of);
        await outdate(client, [path]);
        flashes.succeeded(say('metadata.saved.other', { name: entity.name }));
        return true;
      } catch (error) {
        flashes.failed(say('metadata.notSaved.other'), error);
        return false;
      }
    },
    [client, flashes, path, save, say],
  );

  return useMemo(
    () => ({ pendingText: (id, text) => pending.get(keyOf(id, text)), write, change }),
    [change, pending, write],
  );
}
