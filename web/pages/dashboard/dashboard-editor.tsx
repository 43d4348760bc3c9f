import './dashboard.css';
import '../lifecycle/lifecycle.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { DraftOffer, EditBar, useUndoKeys } from '../../drafts/edit-bar.tsx';
import { useEditHistory } from '../../drafts/use-edit-history.ts';
import { useServerDraft } from '../../drafts/use-server-draft.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { studioPath } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import {
  type DashboardBody,
  type DashboardSheet,
  dashboardPath,
  dashboardsPath,
  type SavedDashboard,
  type Tile,
} from '../dashboards/dashboard-body.ts';
import { AddCard, type AddTile } from './add-card.tsx';
import { useTileTitle } from './board-strings.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DashboardControls } from './dashboard-controls.tsx';
import { EditTileDialog } from './edit-tile-dialog.tsx';
import { below } from './grid-layout.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { SheetBar } from './sheet-bar.tsx';
import type { TileHosts } from './tile-frame.tsx';
import type { TileAction } from './tile-menu.tsx';
import { useDashboardView } from './use-dashboard-question.ts';
import { useDashboardSave } from './use-dashboard-save.ts';

// The board is needed by those who edit only.
const DashboardBoard = lazy(async () => ({
  default: (await import('./dashboard-board.tsx')).DashboardBoard,
}));

type OpenDialog = 'add' | 'settings' | { readonly tile: Tile } | null;

/** A dashboard while it is edited: a draft follows each edit, Save makes a version. */
export function DashboardEditor({ opened }: { readonly opened: SavedDashboard }) {
  const say = useSay();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const titleOf = useTileTitle();
  // Answers that come while somebody edits must not move what the edit began from.
  const [saved] = useState(opened);
  const history = useEditHistory<DashboardBody>(saved.body);
  const body = history.value;
  const isChanged = JSON.stringify(body) !== JSON.stringify(saved.body);
  const draft = useServerDraft<DashboardBody>({
    path: dashboardPath(saved.appId, saved.id),
    listPath: `${dashboardsPath(saved.appId)}-drafts`,
    version: saved.version,
    value: body,
    isChanged,
  });
  const write = useDashboardSave(saved);
  const view = useDashboardView(body);
  const [sheetId, setSheetId] = useUrlValue('sheet');
  const [, setEdit] = useUrlValue('edit');
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [isLeaving, setLeaving] = useState(false);
  const hosts = useRef<TileHosts>(new Map());
  useUndoKeys(history);
  const sheet = body.sheets.find(({ id }) => id === sheetId) ?? body.sheets[0];
  const save = async () => {
    const written = await write.save(body);
    if (written === null) return;
    flashes.succeeded(say('dashboards.saved', { name: written.name }));
    setEdit(null);
  };
  const newestSave = useRef(save);
  newestSave.current = save;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void newestSave.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  if (sheet === undefined) return null;

  const editSheets = (sheets: readonly DashboardSheet[], edit: string) =>
    history.edit(edit, { ...body, sheets });
  const editTiles = (tiles: readonly Tile[], edit: string) =>
    editSheets(
      body.sheets.map((one) => (one.id === sheet.id ? { ...one, tiles } : one)),
      edit,
    );
  const replaceTile = (tile: Tile, edit: string) =>
    editTiles(
      sheet.tiles.map((one) => (one.id === tile.id ? tile : one)),
      edit,
    );
  const add: AddTile = (content, size) => {
    const tile: Tile = { id: crypto.randomUUID(), x: 0, y: below(sheet.tiles), ...size, ...content };
    editTiles([...sheet.tiles, tile], say('dashboards.edit.add', { title: titleOf(tile) }));
    flashes.succeeded(say('dashboards.added', { title: titleOf(tile) }));
    setDialog(null);
  };
  const onTile = (tile: Tile, action: TileAction) => {
    const title = titleOf(tile);
    if (action === 'edit') setDialog({ tile });
    else if (action === 'duplicate') {
      const copy = { ...tile, id: crypto.randomUUID(), x: 0, y: below(sheet.tiles) };
      editTiles([...sheet.tiles, copy], say('dashboards.edit.duplicate', { title }));
    } else if (action === 'remove') {
      editTiles(
        sheet.tiles.filter(({ id }) => id !== tile.id),
        say('dashboards.edit.remove', { title }),
      );
      flashes.succeeded(say('dashboards.cardRemoved', { title }), {
        text: say('action.undo'),
        onClick: history.undo,
      });
    } else if (action === 'pin' && 'pinnedRange' in tile) {
      const pinnedRange = tile.pinnedRange === null ? view.range.scope : null;
      replaceTile(
        { ...tile, pinnedRange },
        say(pinnedRange === null ? 'dashboards.edit.unpin' : 'dashboards.edit.pin', { title }),
      );
    }
  };
  const discard = async () => {
    await draft.discard();
    setEdit(null);
  };
  const { timeZone } = view.range;
  return (
    <Page
      title={body.name}
      crumbs={[{ text: say('nav.dashboards'), href: studioPath(saved, 'dashboards') }]}
      description={say('dashboards.editing')}
      help={<p>{say('dashboards.editHelp')}</p>}
      actions={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <EditBar history={history} draft={draft} timeZone={timeZone} />
          <Button onClick={() => setDialog('add')} iconName="add-plus">
            {say('dashboards.addCard')}
          </Button>
          <Button onClick={() => setDialog('settings')}>{say('dashboards.settings')}</Button>
          <Button onClick={() => (isChanged ? setLeaving(true) : void discard())}>
            {say('action.discard')}
          </Button>
          <Button variant="primary" loading={write.isSaving} onClick={() => void save()}>
            {say('action.save')}
          </Button>
        </SpaceBetween>
      }
    >
      <DraftOffer
        draft={draft}
        timeZone={timeZone}
        onRestore={(kept) => history.edit(say('dashboards.edit.restore'), kept)}
      />
      {isLeaving && (
        <Alert
          type="warning"
          action={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setLeaving(false)}>{say('dashboards.stay')}</Button>
              <Button onClick={() => void discard()}>{say('dashboards.discardDraft')}</Button>
            </SpaceBetween>
          }
        >
          {say('dashboards.discardAsk')}
        </Alert>
      )}
      {write.error !== null && (
        <ErrorState error={write.error} title={say('dashboards.notSaved')} onRetry={() => void save()} />
      )}
      <DashboardControls
        range={view.range}
        platforms={view.platforms}
        onPlatforms={view.setPlatforms}
        filter={view.filter}
        onFilter={view.setFilter}
      />
      <SheetBar sheets={body.sheets} current={sheet} onChoose={setSheetId} edits={{ onSheets: editSheets }} />
      <Suspense fallback={<LoadingState thing={body.name} height={240} />}>
        <DashboardBoard
          key={sheet.id}
          sheet={sheet}
          question={view.question}
          hosts={hosts.current}
          onTiles={editTiles}
          onTile={onTile}
          empty={
            <EmptyState
              text={say('dashboards.emptySheet')}
              action={{ text: say('dashboards.addCard'), onClick: () => setDialog('add') }}
            />
          }
        />
      </Suspense>
      {dialog === 'add' && <AddCard onAdd={add} onClose={() => setDialog(null)} />}
      {dialog === 'settings' && (
        <SettingsDialog
          body={body}
          shown={{
            range: view.range.scope,
            compareTo: view.question.compare,
            platforms: view.platforms,
            filter: view.filter as DashboardBody['filter'],
          }}
          onApply={(next) => {
            history.edit(say('dashboards.edit.settings'), next);
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog !== null && typeof dialog === 'object' && (
        <EditTileDialog
          tile={dialog.tile}
          onApply={(tile) => {
            replaceTile(tile, say('dashboards.edit.card', { title: titleOf(tile) }));
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {write.theirs !== null && (
        <ConflictDialog
          mine={body}
          theirs={write.theirs}
          isSaving={write.isSaving}
          onClose={write.settle}
          onCopy={() =>
            void write
              .saveCopy({ ...body, name: say('dashboards.copyOf', { name: body.name }).slice(0, 255) })
              .then((copy) => {
                if (copy === null) return;
                void draft.discard();
                flashes.succeeded(say('dashboards.saved', { name: copy.name }));
                void navigate(studioPath(saved, `dashboard/${encodeURIComponent(copy.id)}`));
              })
          }
          onTheirs={() => void discard().then(() => window.location.assign(window.location.pathname))}
        />
      )}
    </Page>
  );
}
