import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { DashboardBody, SavedDashboard } from '../dashboards/dashboard-body.ts';
import { useTileTitle } from './board-strings.ts';
import { differencesOf } from './body-difference.ts';

/** Somebody else saved first: see the difference, keep mine as a copy, or load theirs. Nothing is overwritten. */
export function ConflictDialog(props: {
  readonly mine: DashboardBody;
  readonly theirs: SavedDashboard;
  readonly isSaving: boolean;
  readonly onCopy: () => void;
  readonly onTheirs: () => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const titleOf = useTileTitle();
  const [isCompared, setCompared] = useState(false);
  const { mine, theirs } = props;
  const differences = differencesOf(mine, theirs.body, titleOf);
  return (
    <Modal
      visible
      header={say('dashboards.conflict.title')}
      onDismiss={props.onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => setCompared(!isCompared)}>{say('dashboards.conflict.difference')}</Button>
          <Button loading={props.isSaving} onClick={props.onCopy}>
            {say('dashboards.conflict.copy')}
          </Button>
          <Button variant="primary" onClick={props.onTheirs}>
            {say('dashboards.conflict.theirs')}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="s">
        <p className="ms-text">
          {say('dashboards.conflict.text', {
            author: theirs.updatedBy,
            ago: formats.ago(Date.now() - theirs.updatedAtMs),
          })}
        </p>
        {isCompared && (
          <ul>
            {differences.length === 0 && <li>{say('dashboards.conflict.same')}</li>}
            {differences.map(({ kind, title }) => (
              <li key={`${kind} ${title}`} className="ms-text">
                {say(`dashboards.difference.${kind}`, { title })}
              </li>
            ))}
          </ul>
        )}
      </SpaceBetween>
    </Modal>
  );
}
