import Link from '@cloudscape-design/components/link';
import { useNavigate } from 'react-router';
import { useSay } from '../../../i18n/language.tsx';
import { EmptyState } from '../../../panel/panel-states.tsx';
import { studioPath } from '../../../scope/scope.ts';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import type { TileProps } from './tile-view.ts';

/** A drag-and-drop chart: it is drawn on the page of analyses. */
export function AnalysisTile({ question, height }: TileProps<Extract<Tile, { kind: 'analysis' }>>) {
  const say = useSay();
  const navigate = useNavigate();
  const href = studioPath(question, 'analyzes');
  return (
    <EmptyState text={say('dashboards.analysisElsewhere')} height={height}>
      <Link
        href={href}
        onFollow={(event) => {
          event.preventDefault();
          void navigate(href);
        }}
      >
        {say('nav.analyzes')}
      </Link>
    </EmptyState>
  );
}
