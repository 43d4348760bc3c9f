import Button from '@cloudscape-design/components/button';
import { useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { useReason } from '../ledger/outcome-badge.tsx';
import { type Discard, quarantinePath } from './quarantine-api.ts';

/** Groups that were put aside, each with Undo; nothing while there are none. */
export function DiscardedGroups(props: {
  readonly projectId: string;
  readonly discards: readonly Discard[];
  readonly mayUndo: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const reasonText = useReason();
  const path = quarantinePath(props.projectId);
  const undo = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `${path}/discards/${id}` }),
    [path],
  );
  if (props.discards.length === 0) return null;
  return (
    <DataTable<Discard>
      id="quarantine-discards"
      title={say('quarantine.discardedTitle')}
      rows={props.discards}
      keyOf={({ discardId }) => discardId}
      hasFilter={false}
      columns={[
        {
          id: 'cause',
          header: say('quarantine.cause'),
          isRowHeader: true,
          width: 320,
          cell: ({ about }) => (
            <span className="ms-text">
              {reasonText(about.reason)}
              {about.detail ? `: ${about.detail}` : ''}
            </span>
          ),
        },
        {
          id: 'count',
          header: say('quarantine.count'),
          isNumber: true,
          width: 100,
          cell: ({ recordCount }) => formats.count(recordCount),
        },
        {
          id: 'reason',
          header: say('quarantine.reason'),
          width: 240,
          cell: ({ reason }) => <span className="ms-text">{reason}</span>,
        },
        {
          id: 'who',
          header: say('quarantine.who'),
          width: 260,
          cell: ({ person, discardedAtMs }) => `${person}, ${formats.moment(discardedAtMs, 'UTC')} UTC`,
        },
        {
          id: 'undo',
          header: say('action.undo'),
          width: 140,
          cell: ({ discardId, canUndoUntilMs }) =>
            canUndoUntilMs > Date.now() && (
              <Button
                variant="inline-link"
                disabled={!props.mayUndo}
                onClick={() =>
                  undo.mutate(discardId, {
                    onSuccess: () => flashes.succeeded(say('quarantine.shownAgain')),
                    onError: (error) => flashes.failed(say('quarantine.undoFailed'), error),
                  })
                }
              >
                {say('action.undo')}
              </Button>
            ),
        },
      ]}
    />
  );
}
