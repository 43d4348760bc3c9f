import { useNavigate } from 'react-router';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { type LifecycleDefinition, type Sheet, useTexts, type Visual } from '../lifecycle/definition.ts';
import {
  type DashboardBody,
  dashboardsPath,
  gridColumns,
  newDashboard,
  type SavedDashboard,
  type Tile,
} from './dashboard-body.ts';
import { lifecycleTile } from './lifecycle-tile.ts';

const tileHeight = 15;
const kpiHeight = 6;
const textHeight = 4;

function heightOf({ query }: Visual): number {
  if (query.shape === 'total') return kpiHeight;
  return query.shape === 'insight' ? textHeight : tileHeight;
}

const isWide = ({ query, chart }: Visual) =>
  ['total', 'insight', 'retentionMatrix'].includes(query.shape) || chart === 'table';

/** The sheet's visuals as cards, two beside each other where they are narrow. */
function tilesOf(
  sheet: Sheet,
  titleOf: (visual: Visual) => string,
  parameters: Readonly<Record<string, string | number>>,
): readonly Tile[] {
  const tiles: Tile[] = [];
  let [y, left] = [0, 0];
  for (const visual of sheet.sections.flatMap(({ visuals }) => visuals)) {
    if (['freshness', 'userRows', 'eventRows', 'parameterRows'].includes(visual.query.shape)) continue;
    const [w, h] = [isWide(visual) ? gridColumns : gridColumns / 2, heightOf(visual)];
    if (left > 0 && (w > gridColumns - left || tiles.at(-1)?.h !== h)) {
      y += tiles.at(-1)?.h ?? 0;
      left = 0;
    }
    tiles.push({
      id: crypto.randomUUID(),
      x: left,
      y,
      w,
      h,
      ...lifecycleTile(visual, titleOf(visual), parameters),
    });
    left += w;
    if (left >= gridColumns) [y, left] = [y + h, 0];
  }
  return tiles;
}

/** Copies the life cycle dashboard into a custom one, which can be edited, and opens it. */
export function useDuplicateLifecycle(definition: LifecycleDefinition) {
  const say = useSay();
  const texts = useTexts();
  const scope = useScope();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const path = dashboardsPath(scope.appId);
  const parameters = {
    ...Object.fromEntries(
      Object.entries(definition.dimensionParameters).map(([name, { initial }]) => [name, initial]),
    ),
    ...Object.fromEntries(
      Object.entries(definition.topParameters).map(([name, { initial }]) => [name, initial]),
    ),
  };
  const write = useApiWrite<SavedDashboard, void>(() => {
    const sheets = definition.sheets.filter(({ id }) => id !== 'details');
    const empty = newDashboard(
      say('dashboards.copyOf', { name: texts(definition.names) }),
      '',
      sheets.map(({ titles }) => texts(titles)),
    );
    const body: DashboardBody = {
      ...empty,
      range: { type: 'relative', lastN: 30, unit: 'day', complete: true },
      sheets: empty.sheets.map((sheet, index) => {
        const source = sheets[index];
        if (source === undefined) return sheet;
        return { ...sheet, tiles: tilesOf(source, ({ titles }) => texts(titles), parameters) };
      }),
    };
    return { method: 'POST', path, body: { body } };
  }, [path]);
  return {
    isPending: write.isPending,
    mutate: () =>
      write.mutate(undefined, {
        onSuccess: ({ id, name }) => {
          flashes.succeeded(say('dashboards.created', { name }));
          void navigate(studioPath(scope, `dashboard/${encodeURIComponent(id)}?edit=1`));
        },
        onError: (error) => flashes.failed(say('dashboards.notCreated'), error),
      }),
  };
}
