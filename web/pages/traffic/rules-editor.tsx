import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { DraftOffer, EditBar, useUndoKeys } from '../../drafts/edit-bar.tsx';
import { useEditHistory } from '../../drafts/use-edit-history.ts';
import { useServerDraft } from '../../drafts/use-server-draft.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useScope, useScopeApp } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { ChannelList } from './channel-list.tsx';
import { PublishRules } from './publish-rules.tsx';
import { countChanges } from './rule-changes.ts';
import { RuleProblems } from './rule-problems.tsx';
import { RulesVersions } from './rules-versions.tsx';
import { SiteTable } from './site-table.tsx';
import { Tester } from './tester.tsx';
import { type CurrentRules, type Rules, type TrafficTest, useTrafficPath } from './traffic-api.ts';
import { useRulesCheck } from './use-rules-check.ts';

/** Rules while they are edited: lists, tester, draft, publication. */
export function RulesEditor({ current }: { readonly current: CurrentRules }) {
  const say = useSay();
  const path = useTrafficPath();
  const { projectId } = useScope();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const mayWrite = useMay('metadata.write', projectId);
  const [list, setList] = useUrlValue('list');
  const history = useEditHistory<Rules>(current.rules);
  const rules = history.value;
  const changes = countChanges(current.rules, rules);
  const draft = useServerDraft<Rules>({
    path: mayWrite ? path : null,
    version: current.version,
    value: rules,
    isChanged: changes > 0,
  });
  const check = useRulesCheck(changes > 0 ? rules : null);
  const [test, setTest] = useState<TrafficTest | null>(null);
  const [dialog, setDialog] = useState<'publish' | 'versions' | null>(null);
  useUndoKeys(history);
  const isSites = list === 'sites';
  return (
    <SpaceBetween size="l">
      <DraftOffer
        draft={draft}
        timeZone={timeZone}
        onRestore={(body) => history.edit(say('draft.restore'), body)}
      />
      <RuleProblems check={check} rules={rules} />
      <div className={mayWrite ? 'ms-traffic-columns' : undefined}>
        <Container
          header={
            <SpaceBetween size="s">
              <SegmentedControl
                label={say('traffic.list')}
                selectedId={isSites ? 'sites' : 'channels'}
                options={[
                  { id: 'channels', text: say('traffic.channels') },
                  { id: 'sites', text: say('traffic.sites') },
                ]}
                onChange={({ detail }) => setList(detail.selectedId === 'sites' ? 'sites' : null)}
              />
              <Standing current={current} timeZone={timeZone} />
              {mayWrite && (
                <SpaceBetween size="xs" direction="horizontal" alignItems="center">
                  <Box>{say('traffic.changes', { count: changes })}</Box>
                  <EditBar history={history as never} draft={draft} timeZone={timeZone} />
                  <Button
                    disabled={changes === 0}
                    onClick={() => {
                      void draft.discard();
                      history.reset(current.rules);
                    }}
                  >
                    {say('action.discard')}
                  </Button>
                  <Button onClick={() => setDialog('versions')}>{say('traffic.versions')}</Button>
                  <Button
                    variant="primary"
                    disabled={changes === 0 || check?.checked.kind === 'invalid'}
                    onClick={() => setDialog('publish')}
                  >
                    {say('traffic.publish')}
                  </Button>
                </SpaceBetween>
              )}
            </SpaceBetween>
          }
        >
          {isSites ? (
            <SiteTable
              sites={rules.categories}
              mayWrite={mayWrite}
              onEdit={(name, categories) => history.edit(name, { ...rules, categories })}
            />
          ) : (
            <ChannelList
              rules={rules.channels}
              shadowed={check?.shadowed ?? []}
              test={test}
              mayWrite={mayWrite}
              onEdit={(name, channels) => history.edit(name, { ...rules, channels })}
            />
          )}
        </Container>
        {mayWrite && <Tester rules={changes > 0 ? rules : null} onTest={setTest} />}
      </div>
      {dialog === 'publish' && (
        <PublishRules
          rules={rules}
          version={current.version}
          onClose={() => setDialog(null)}
          onPublished={() => void draft.discard()}
        />
      )}
      {dialog === 'versions' && (
        <RulesVersions version={current.version} timeZone={timeZone} onClose={() => setDialog(null)} />
      )}
    </SpaceBetween>
  );
}

/** Whose rules stand, and since when. */
function Standing({ current, timeZone }: { readonly current: CurrentRules; readonly timeZone: string }) {
  const say = useSay();
  const formats = useFormats();
  const { isOwn, publishedAtMs, publishedBy } = current;
  return (
    <Box variant="small" color="text-body-secondary">
      {!isOwn || publishedAtMs === null
        ? say('traffic.defaults')
        : say('traffic.published', {
            time: formats.moment(publishedAtMs, timeZone),
            person: publishedBy ?? '–',
          })}
    </Box>
  );
}
