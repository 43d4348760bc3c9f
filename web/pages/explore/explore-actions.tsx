import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useState } from 'react';
import { useUndoKeys } from '../../drafts/edit-bar.tsx';
import { useSay } from '../../i18n/language.tsx';
import { useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { specJson } from './model/draft-spec.ts';
import { newDraft } from './model/new-draft.ts';
import { SavedMenu } from './saved/saved-menu.tsx';
import type { ExplorationState } from './state/use-exploration.ts';

const SaveCard = lazy(() =>
  import('../dashboards/save-card.tsx').then(({ SaveCard: component }) => ({ default: component })),
);

/** Undo, redo, reset, saved ones, link, dashboard: what can be done with a whole exploration. */
export function ExploreActions(props: { readonly state: ExplorationState; readonly autoTitle: string }) {
  const say = useSay();
  const flashes = useFlashes();
  const { projectId, appId } = useScope();
  const [isSaving, setSaving] = useState(false);
  const mayWrite = useMay('dashboard.write', projectId);
  const { form, range, filter, question } = props.state;
  const { log, draft } = form;
  useUndoKeys(form);
  const last = log.past.at(-1)?.name;
  const next = log.future[0]?.name;
  const title = draft.title || props.autoTitle;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="undo"
        variant="icon"
        disabled={last === undefined}
        ariaLabel={
          last === undefined ? say('action.undo') : say('explore.undo', { edit: say(last.id, last.values) })
        }
        onClick={form.undo}
      />
      <Button
        iconName="redo"
        variant="icon"
        disabled={next === undefined}
        ariaLabel={
          next === undefined ? say('action.redo') : say('explore.redo', { edit: say(next.id, next.values) })
        }
        onClick={form.redo}
      />
      <Button onClick={() => form.edit({ id: 'explore.edit.reset' }, newDraft(draft.kind))}>
        {say('explore.reset')}
      </Button>
      <SavedMenu state={props.state} autoTitle={props.autoTitle} />
      <Button
        iconName="copy"
        onClick={() =>
          void navigator.clipboard
            .writeText(location.href)
            .then(() => flashes.succeeded(say('explore.linkCopied')))
            .catch((error) => flashes.failed(say('explore.linkNotCopied'), error))
        }
      >
        {say('explore.copyLink')}
      </Button>
      <Button
        variant="primary"
        disabled={question.spec === null || !mayWrite}
        disabledReason={mayWrite ? say('explore.notFinished') : say('explore.noRightToSave')}
        onClick={() => setSaving(true)}
      >
        {say('explore.saveToDashboard')}
      </Button>
      {isSaving && (
        <Suspense fallback={null}>
          <SaveCard
            tile={{
              kind: 'exploration',
              title,
              description: '',
              pinnedRange: null,
              spec: specJson(draft, {
                projectId,
                appId,
                time: range.scope,
                granularity: range.grain ?? 'day',
                filter,
              }),
              shownAs: draft.view === 'table' ? 'table' : 'chart',
            }}
            onClose={() => setSaving(false)}
          />
        </Suspense>
      )}
    </SpaceBetween>
  );
}
