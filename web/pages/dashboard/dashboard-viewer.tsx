import './dashboard.css';
import '../lifecycle/lifecycle.css';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { AnnotationList } from '../../annotations/annotation-list.tsx';
import { AnnotationsProvider } from '../../annotations/annotations-context.ts';
import { useAnnotations } from '../../annotations/use-annotations.ts';
import { keyOf } from '../../api/use-api.ts';
import { DrillPanel } from '../../drill/drill-panel.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { studioPath } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { dashboardPath, type SavedDashboard } from '../dashboards/dashboard-body.ts';
import { type FileKind, saveCards } from '../lifecycle/card-files.ts';
import { DashboardControls } from './dashboard-controls.tsx';
import { DashboardGrid } from './dashboard-grid.tsx';
import { inOrder } from './grid-layout.ts';
import { SheetBar } from './sheet-bar.tsx';
import type { TileHosts } from './tile-frame.tsx';
import type { TileSelection } from './tiles/tile-view.ts';
import { useDashboardView } from './use-dashboard-question.ts';
import { VersionsDialog } from './versions-dialog.tsx';

/** A dashboard as it is looked at. */
export function DashboardViewer({
  saved,
  isFull,
}: {
  readonly saved: SavedDashboard;
  readonly isFull: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { body } = saved;
  const view = useDashboardView(body);
  const [sheetId, setSheetId] = useUrlValue('sheet');
  const [, setEdit] = useUrlValue('edit');
  const [selection, setSelection] = useState<TileSelection | null>(null);
  const [hasVersions, setHasVersions] = useState(false);
  const hosts = useRef<TileHosts>(new Map());
  const mayEdit = useMay('dashboard.write', saved.projectId);
  const sheet = body.sheets.find(({ id }) => id === sheetId) ?? body.sheets[0];
  const annotations = useAnnotations(saved.id, view.range.timeZone);
  const closeSelection = useCallback(() => setSelection(null), []);
  if (sheet === undefined) return null;
  const path = studioPath(saved, `dashboard/${encodeURIComponent(saved.id)}`);
  const save = (kind: FileKind) => {
    const cards = inOrder(sheet.tiles).flatMap(({ id }) => hosts.current.get(id)?.() ?? []);
    const title = body.sheets.length > 1 ? `${body.name} – ${sheet.name}` : body.name;
    const look = { colours: palette, formats };
    saveCards(title, cards, { kind, look }).catch((error: unknown) =>
      flashes.failed(say('lifecycle.notSaved', { title }), error),
    );
  };
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      {!isFull && <Button onClick={() => setHasVersions(true)}>{say('dashboards.versions')}</Button>}
      <ButtonDropdown
        items={(['pdf', 'png', 'xlsx', 'csv'] as const).map((id) => ({ id, text: id.toUpperCase() }))}
        onItemClick={({ detail }) => save(detail.id as FileKind)}
      >
        {say('lifecycle.export')}
      </ButtonDropdown>
      {!isFull && (
        <Button
          variant="primary"
          disabled={!mayEdit}
          disabledReason={say('lifecycle.mayNotSave')}
          onClick={() => setEdit('1')}
        >
          {say('action.edit')}
        </Button>
      )}
      <Button
        iconName={isFull ? 'exit-full-screen' : 'full-screen'}
        variant="icon"
        ariaLabel={say(isFull ? 'lifecycle.leaveFull' : 'lifecycle.full')}
        onClick={() => void navigate(`${path}${isFull ? '' : '/full'}${window.location.search}`)}
      />
    </SpaceBetween>
  );
  const page = (
    <Page
      title={body.name}
      crumbs={[{ text: say('nav.dashboards'), href: studioPath(saved, 'dashboards') }]}
      description={[
        body.description,
        say('dashboards.savedBy', {
          day: formats.moment(saved.updatedAtMs, view.range.timeZone),
          name: saved.updatedBy,
        }),
      ]
        .filter((text) => text !== '')
        .join(' · ')}
      actions={actions}
      help={<p>{say('dashboards.help')}</p>}
    >
      <DashboardControls
        range={view.range}
        platforms={view.platforms}
        onPlatforms={view.setPlatforms}
        filter={view.filter}
        onFilter={view.setFilter}
      />
      <SheetBar sheets={body.sheets} current={sheet} onChoose={setSheetId} edits={null} />
      {sheet.tiles.length === 0 ? (
        <EmptyState
          text={say('dashboards.emptySheet')}
          height={240}
          action={mayEdit && !isFull ? { text: say('action.edit'), onClick: () => setEdit('1') } : undefined}
        />
      ) : (
        <AnnotationsProvider value={annotations.shown}>
          <DashboardGrid
            key={sheet.id}
            sheet={sheet}
            question={view.question}
            hosts={hosts.current}
            onSelect={isFull ? undefined : setSelection}
          />
        </AnnotationsProvider>
      )}
      <AnnotationList {...annotations} dashboardId={saved.id} timeZone={view.range.timeZone} />
      {selection !== null && (
        <DrillPanel place={selection.place} ask={selection.ask} onClose={closeSelection} />
      )}
      {hasVersions && (
        <VersionsDialog
          saved={saved}
          timeZone={view.range.timeZone}
          mayRestore={mayEdit}
          onRestored={(restored) => {
            client.setQueryData(keyOf({ path: dashboardPath(saved.appId, saved.id) }), restored);
            setHasVersions(false);
            flashes.succeeded(say('dashboards.restored'));
          }}
          onClose={() => setHasVersions(false)}
        />
      )}
    </Page>
  );
  return isFull ? <main className="ms-full">{page}</main> : page;
}
