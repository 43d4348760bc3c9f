import Box from '@cloudscape-design/components/box';
import { visibleText } from '../../../charts/cut-text.ts';
import { AnalysisTile } from './analysis-tile.tsx';
import { ExplorationTile } from './exploration-tile.tsx';
import { KpiTileBody } from './kpi-tile-body.tsx';
import { LifecycleTileBody } from './lifecycle-tile-body.tsx';
import type { TileProps } from './tile-view.ts';

/** What stands in a card. */
export function TileContent(props: TileProps) {
  const { tile } = props;
  switch (tile.kind) {
    case 'exploration':
      return <ExplorationTile {...props} tile={tile} />;
    case 'kpi':
      return <KpiTileBody {...props} tile={tile} />;
    case 'lifecycle':
      return <LifecycleTileBody {...props} tile={tile} />;
    case 'analysis':
      return <AnalysisTile {...props} tile={tile} />;
    case 'text':
      return <p className="ms-text">{visibleLines(tile.text)}</p>;
    case 'divider':
      return (
        <div className="ms-divider">
          <Box variant="h3">{visibleText(tile.label)}</Box>
        </div>
      );
  }
}

/** Lines stay lines; other control characters are shown. */
function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
