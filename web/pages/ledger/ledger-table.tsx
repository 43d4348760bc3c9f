import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { eventNumbers, type LedgerHour, type LedgerNumber, offBy, requestNumbers } from './ledger-api.ts';
import { useReason } from './outcome-badge.tsx';

/** A number that opens its rows; zero opens nothing. */
export function NumberDoor(props: {
  readonly value: number;
  readonly label: string;
  readonly onOpen: () => void;
}) {
  const formats = useFormats();
  const text = formats.count(props.value);
  if (props.value === 0) return <span>{text}</span>;
  return (
    <Button variant="inline-link" ariaLabel={`${props.label}: ${text}`} onClick={props.onOpen}>
      {text}
    </Button>
  );
}

/** The hours of the ledger, newest first; every number is a door. */
export function LedgerTable(props: {
  readonly rows: readonly LedgerHour[];
  readonly waiting: ReadonlyMap<number, number>;
  readonly timeZone: string;
  readonly onOpen: (row: LedgerHour, count: LedgerNumber, reason: string | null) => void;
  readonly onCheck: ((row: LedgerHour) => void) | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const reasonText = useReason();
  const { rows, waiting, timeZone, onOpen, onCheck } = props;
  const number = (name: LedgerNumber): TableProps.ColumnDefinition<LedgerHour> => ({
    id: name,
    header: <div className="ms-number">{say(`ledger.${name}`)}</div>,
    minWidth: 76,
    cell: (row) => (
      <div className="ms-number">
        <NumberDoor value={row[name]} label={say(`ledger.${name}`)} onOpen={() => onOpen(row, name, null)} />
      </div>
    ),
  });
  return (
    <Table<LedgerHour>
      variant="borderless"
      trackBy={({ app, hourMs }) => `${app} ${hourMs}`}
      items={[...rows]}
      stickyHeader
      wrapLines
      columnDefinitions={[
        {
          id: 'hour',
          header: say('ledger.hour'),
          isRowHeader: true,
          minWidth: 150,
          cell: ({ app, hourMs }) => (
            <span>
              {formats.clock(hourMs, timeZone).slice(0, 5)}{' '}
              <span className="ms-text">{app || say('ledger.noApp')}</span>
            </span>
          ),
        },
        {
          id: 'balance',
          header: say('ledger.balance'),
          minWidth: 170,
          cell: (row) => {
            const requests = waiting.get(row.hourMs) ?? 0;
            if (!row.balanced)
              return (
                <Box color="text-status-error">
                  {say('ledger.off', { count: offBy(row) })}{' '}
                  {onCheck !== null && (
                    <Button variant="inline-link" onClick={() => onCheck(row)}>
                      {say('ledger.check')}
                    </Button>
                  )}
                </Box>
              );
            if (requests > 0)
              return (
                <StatusIndicator type="in-progress">
                  {say('ledger.inWork', { count: requests })}
                </StatusIndicator>
              );
            return <StatusIndicator type="success">{say('ledger.balanced')}</StatusIndicator>;
          },
        },
        ...requestNumbers.map(number),
        ...eventNumbers.map(number),
        {
          id: 'reasons',
          header: say('ledger.reasons'),
          minWidth: 200,
          cell: (row) => (
            <span>
              {Object.entries(row.rejectedByReason)
                .filter(([, count]) => count > 0)
                .map(([reason, count], index) => (
                  <span key={reason}>
                    {index > 0 ? ' · ' : ''}
                    {reasonText(reason)}{' '}
                    <NumberDoor
                      value={count}
                      label={reasonText(reason)}
                      onOpen={() => onOpen(row, isRecordReason(reason) ? 'undecodable' : 'rejected', reason)}
                    />
                  </span>
                ))}
            </span>
          ),
        },
      ]}
    />
  );
}

/** Reasons for which a whole record was refused: they count as undecodable requests. */
function isRecordReason(reason: string): boolean {
  return /^(record_|data_|body_)/.test(reason);
}
