import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import type { Tile } from '../dashboards/dashboard-body.ts';

/** Title and look of a card, or its text. */
export function EditTileDialog(props: {
  readonly tile: Tile;
  readonly onApply: (tile: Tile) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [tile, setTile] = useState(props.tile);
  const isComplete = !('title' in tile) || tile.title.trim() !== '';
  return (
    <Modal
      visible
      header={say('dashboards.editCard')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button variant="primary" disabled={!isComplete} onClick={() => props.onApply(tile)}>
            {say('action.apply')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        {'title' in tile && (
          <FormField label={say('dashboards.cardTitle')}>
            <Input
              value={tile.title}
              autoFocus
              onChange={({ detail }) => setTile({ ...tile, title: detail.value.slice(0, 255) })}
            />
          </FormField>
        )}
        {tile.kind === 'exploration' && (
          <FormField label={say('dashboards.shownAs')}>
            <SegmentedControl
              label={say('dashboards.shownAs')}
              selectedId={tile.shownAs}
              options={(['chart', 'table'] as const).map((id) => ({ id, text: say(`chart.${id}`) }))}
              onChange={({ detail }) =>
                setTile({ ...tile, shownAs: detail.selectedId === 'table' ? 'table' : 'chart' })
              }
            />
          </FormField>
        )}
        {tile.kind === 'kpi' && (
          <Checkbox
            checked={tile.compare}
            onChange={({ detail }) => setTile({ ...tile, compare: detail.checked })}
          >
            {say('dashboards.showChange')}
          </Checkbox>
        )}
        {tile.kind === 'text' && (
          <FormField label={say('dashboards.kind.text')}>
            <Textarea
              value={tile.text}
              rows={6}
              onChange={({ detail }) => setTile({ ...tile, text: detail.value.slice(0, 10_000) })}
            />
          </FormField>
        )}
        {tile.kind === 'divider' && (
          <FormField label={say('dashboards.kind.divider')}>
            <Input
              value={tile.label}
              onChange={({ detail }) => setTile({ ...tile, label: detail.value.slice(0, 255) })}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  );
}
