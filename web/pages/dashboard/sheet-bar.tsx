import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { type DashboardSheet, mostSheets } from '../dashboards/dashboard-body.ts';

/** What is done with sheets. */
export interface SheetEdits {
  readonly onSheets: (sheets: readonly DashboardSheet[], edit: string) => void;
}

/** The sheets to choose from; while editing they are added, renamed, moved and deleted here. */
export function SheetBar(props: {
  readonly sheets: readonly DashboardSheet[];
  readonly current: DashboardSheet;
  readonly onChoose: (id: string) => void;
  readonly edits: SheetEdits | null;
}) {
  const say = useSay();
  const { sheets, current, edits } = props;
  const [naming, setNaming] = useState<{ readonly id: string | null; readonly name: string } | null>(null);
  const at = sheets.findIndex(({ id }) => id === current.id);
  const move = (by: -1 | 1) => {
    const next = [...sheets];
    const [taken] = next.splice(at, 1);
    if (taken !== undefined) next.splice(at + by, 0, taken);
    edits?.onSheets(next, say('dashboards.edit.moveSheet', { name: current.name, place: at + by + 1 }));
  };
  const remove = () => {
    const next = sheets.filter(({ id }) => id !== current.id);
    edits?.onSheets(next, say('dashboards.edit.removeSheet', { name: current.name }));
    props.onChoose(next[Math.max(0, at - 1)]?.id ?? '');
  };
  const confirm = () => {
    if (naming === null || naming.name.trim() === '') return;
    const name = naming.name.trim();
    if (naming.id === null) {
      const id = crypto.randomUUID();
      edits?.onSheets([...sheets, { id, name, tiles: [] }], say('dashboards.edit.addSheet', { name }));
      props.onChoose(id);
    } else {
      const renamed = sheets.map((sheet) => (sheet.id === naming.id ? { ...sheet, name } : sheet));
      edits?.onSheets(renamed, say('dashboards.edit.renameSheet', { name }));
    }
    setNaming(null);
  };
  return (
    <div className="ms-sheet-bar">
      {(sheets.length > 1 || edits !== null) && (
        <SegmentedControl
          label={say('dashboards.sheets')}
          selectedId={current.id}
          options={sheets.map(({ id, name }) => ({ id, text: name }))}
          onChange={({ detail }) => props.onChoose(detail.selectedId)}
        />
      )}
      {edits !== null && (
        <>
          <Button
            iconName="add-plus"
            disabled={sheets.length >= mostSheets}
            disabledReason={say('dashboards.mostSheets', { most: mostSheets })}
            onClick={() =>
              setNaming({ id: null, name: say('dashboards.sheetN', { number: sheets.length + 1 }) })
            }
          >
            {say('dashboards.addSheet')}
          </Button>
          <ButtonDropdown
            ariaLabel={say('dashboards.sheetMenu', { name: current.name })}
            variant="icon"
            items={[
              { id: 'rename', text: say('dashboards.renameSheet') },
              { id: 'left', text: say('dashboards.moveLeft'), disabled: at <= 0 },
              { id: 'right', text: say('dashboards.moveRight'), disabled: at >= sheets.length - 1 },
              { id: 'remove', text: say('dashboards.removeSheet'), disabled: sheets.length === 1 },
            ]}
            onItemClick={({ detail: { id } }) => {
              if (id === 'rename') setNaming({ id: current.id, name: current.name });
              else if (id === 'left') move(-1);
              else if (id === 'right') move(1);
              else remove();
            }}
          />
        </>
      )}
      {naming !== null && (
        <Modal
          visible
          header={say(naming.id === null ? 'dashboards.addSheet' : 'dashboards.renameSheet')}
          onDismiss={() => setNaming(null)}
          footer={
            <Box float="right">
              <Button variant="primary" disabled={naming.name.trim() === ''} onClick={confirm}>
                {say('action.apply')}
              </Button>
            </Box>
          }
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              confirm();
            }}
          >
            <FormField label={say('dashboards.sheetName')}>
              <Input
                value={naming.name}
                autoFocus
                onChange={({ detail }) => setNaming({ ...naming, name: detail.value.slice(0, 255) })}
              />
            </FormField>
          </form>
        </Modal>
      )}
    </div>
  );
}
