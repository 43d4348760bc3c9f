import './segments.css';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentSpec } from '@millstream/studio/spec';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { asApiError } from '../../api/api-error.ts';
import { DraftOffer, EditBar, useUndoKeys } from '../../drafts/edit-bar.tsx';
import { useEditHistory } from '../../drafts/use-edit-history.ts';
import { useServerDraft } from '../../drafts/use-server-draft.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath, useScope, useScopeApp } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { CriteriaForm } from './builder/criteria-form.tsx';
import { newSegment } from './builder/new-parts.ts';
import { RefreshForm } from './builder/refresh-form.tsx';
import { isComplete } from './builder/rule-problem.ts';
import { LiveCount } from './live-count.tsx';
import { type SegmentDetail, segmentPath, segmentsPath, useSegment } from './segment-api.ts';
import { SegmentConflict } from './segment-conflict.tsx';
import { useSaveSegment } from './use-save-segment.ts';
import { useSentence } from './use-sentence.ts';

/** Id under which the draft of a segment that does not exist yet is kept. */
const newDraftId = 'new-segment';

/** Page that makes or changes a segment. */
export default function SegmentEditorPage() {
  const say = useSay();
  const scope = useScope();
  const { segmentId } = useParams();
  const known = useSegment(segmentId ?? null);
  if (segmentId === undefined)
    return <SegmentEditor known={null} first={newSegment(scope.projectId, scope.appId)} />;
  if (known.data === undefined)
    return (
      <Page title={say('segments.title')}>
        <PanelBody query={known} thing={say('segments.thing')}>
          {() => null}
        </PanelBody>
      </Page>
    );
  return <SegmentEditor key={known.data.version} known={known.data} first={known.data.spec} />;
}

function SegmentEditor({
  known,
  first,
}: {
  readonly known: SegmentDetail | null;
  readonly first: SegmentSpec;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const scope = useScope();
  const flashes = useFlashes();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const history = useEditHistory(first);
  const spec = history.value;
  const sentence = useSentence(spec.criteria);
  const [isTried, setTried] = useState(false);
  const [conflict, setConflict] = useState(false);
  const draft = useServerDraft<SegmentSpec>({
    path: segmentPath(scope.appId, known?.id ?? newDraftId),
    listPath: `${segmentsPath(scope.appId)}-drafts`,
    version: known?.version ?? 0,
    value: spec,
    isChanged: history.undoName !== null,
  });
  const save = useSaveSegment();
  useUndoKeys(history);
  const listHref = studioPath(scope, 'segments');
  const backHref = known === null ? listHref : studioPath(scope, `segments/${encodeURIComponent(known.id)}`);
  const isNamed = spec.name.trim() !== '';
  const submit = async (asCopy = false) => {
    setTried(true);
    if (!isNamed || !isComplete(spec)) return;
    try {
      const target = known === null || asCopy ? null : { id: known.id, version: known.version };
      const id = await save({
        spec: { ...spec, name: spec.name.trim(), description: sentence.slice(0, 1024) },
        target,
      });
      await draft.discard();
      flashes.succeeded(say('segments.saved', { name: spec.name }));
      void navigate(studioPath(scope, `segments/${encodeURIComponent(id)}`));
    } catch (error) {
      if (asApiError(error).code === 'SAVE_CONFLICT') setConflict(true);
      else flashes.failed(say('segments.saveFailed'), error);
    }
  };
  const title = known === null ? say('segments.newTitle') : say('segments.editTitle', { name: known.name });
  return (
    <Page
      title={title}
      crumbs={[{ text: say('segments.title'), href: listHref }]}
      help={say('segments.help')}
      actions={
        <SpaceBetween size="xs" direction="horizontal" alignItems="center">
          <EditBar history={history as never} draft={draft} timeZone={timeZone} />
          <Button
            onClick={() => {
              void draft.discard();
              void navigate(backHref);
            }}
          >
            {say('segments.discard')}
          </Button>
          <Button
            variant="primary"
            nativeButtonAttributes={{ 'data-shortcut': 'save' }}
            onClick={() => void submit()}
          >
            {say('segments.save')}
          </Button>
        </SpaceBetween>
      }
    >
      <DraftOffer
        draft={draft}
        timeZone={timeZone}
        onRestore={(body) => history.edit(say('draft.restore'), body)}
      />
      {conflict && known !== null && (
        <SegmentConflict
          id={known.id}
          mine={spec}
          onTheirs={() => void draft.discard().then(() => window.location.reload())}
          onCopy={() => void submit(true)}
        />
      )}
      <div className="ms-segment-columns">
        <SpaceBetween size="l">
          <Container>
            <FormField
              label={say('segments.name')}
              constraintText={say('segments.nameHint')}
              errorText={isTried && !isNamed ? say('segments.nameMissing') : undefined}
            >
              <Input
                value={spec.name}
                onChange={({ detail }) =>
                  history.edit(say('segments.edit.name'), { ...spec, name: detail.value.slice(0, 255) })
                }
              />
            </FormField>
          </Container>
          {spec.criteria && (
            <CriteriaForm
              criteria={spec.criteria}
              onEdit={(name, criteria) => history.edit(name, { ...spec, criteria })}
            />
          )}
          <Container header={<Header variant="h2">{say('segments.schedule')}</Header>}>
            <RefreshForm
              schedule={{
                refresh: spec.refresh,
                ...(spec.expireAt === undefined ? {} : { expireAt: spec.expireAt }),
              }}
              onChange={({ refresh, expireAt }) => {
                const { expireAt: _before, ...rest } = spec;
                history.edit(say('segments.edit.schedule'), {
                  ...rest,
                  refresh,
                  ...(expireAt === undefined ? {} : { expireAt }),
                });
              }}
            />
          </Container>
        </SpaceBetween>
        <div className="ms-segment-side">
          <LiveCount spec={spec} sentence={sentence} />
        </div>
      </div>
    </Page>
  );
}
