import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import type { EditHistory } from './use-edit-history.ts';
import type { ServerDraft } from './use-server-draft.ts';

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Ctrl Z and Ctrl Shift Z outside of fields, which have an undo of their own. */
export function useUndoKeys({ undo, redo }: Pick<EditHistory<unknown>, 'undo' | 'redo'>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isField(event.target))
        return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [redo, undo]);
}

/** Undo and redo with the names of what they take back, and when the draft was kept. */
export function EditBar(props: {
  readonly history: EditHistory<unknown>;
  readonly draft: Pick<ServerDraft<unknown>, 'savedAtMs' | 'isSaved'>;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const { history, draft } = props;
  const undo = history.undoName === null ? say('action.undo') : say('draft.undo', { edit: history.undoName });
  const redo = history.redoName === null ? say('action.redo') : say('draft.redo', { edit: history.redoName });
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      {draft.savedAtMs !== null && (
        // Hidden while a newer edit is not kept yet; it keeps its place, so that the buttons do not move away.
        <div style={draft.isSaved ? undefined : { visibility: 'hidden' }}>
          <Box variant="small" color="text-body-secondary">
            {say('draft.kept', { time: formats.clock(draft.savedAtMs, props.timeZone) })}
          </Box>
        </div>
      )}
      <Button
        iconName="undo"
        variant="icon"
        ariaLabel={undo}
        disabled={history.undoName === null}
        onClick={history.undo}
      />
      <Button
        iconName="redo"
        variant="icon"
        ariaLabel={redo}
        disabled={history.redoName === null}
        onClick={history.redo}
      />
    </SpaceBetween>
  );
}

/** Offers the edit that an earlier visit left. */
export function DraftOffer<T>(props: {
  readonly draft: ServerDraft<T>;
  readonly timeZone: string;
  readonly onRestore: (body: T) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { offered } = props.draft;
  if (offered === null) return null;
  return (
    <Alert
      type="info"
      action={
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            onClick={() => {
              props.onRestore(offered.body);
              props.draft.answer();
            }}
          >
            {say('draft.restore')}
          </Button>
          <Button onClick={() => void props.draft.discard()}>{say('action.discard')}</Button>
        </SpaceBetween>
      }
    >
      {say('draft.offer', { time: formats.moment(offered.savedAtMs, props.timeZone) })}
    </Alert>
  );
}
