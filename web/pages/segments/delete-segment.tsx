import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { LoadingState } from '../../panel/panel-states.tsx';
import { useSegmentActions } from './segment-actions.ts';
import { type SegmentOverview, type SegmentUses, segmentPath } from './segment-api.ts';

/** Asks before a segment goes, or says where it is used. */
export function DeleteSegment(props: {
  readonly segment: SegmentOverview;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}) {
  const say = useSay();
  const actions = useSegmentActions();
  const { segment, onClose } = props;
  const uses = useApi<SegmentUses>(
    { path: `${segmentPath(segment.appId, segment.id)}/uses` },
    { staleMs: 0, keepPrevious: false },
  );
  const isUsed = uses.data !== undefined && isInUse(uses.data);
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={say('segments.deleteTitle', { name: segment.name })}
      closeAriaLabel={say('action.close')}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={onClose}>{say(isUsed ? 'action.close' : 'action.cancel')}</Button>
            {!isUsed && (
              <Button
                variant="primary"
                disabled={uses.data === undefined}
                onClick={() =>
                  void actions.remove(segment).then((isGone) => {
                    onClose();
                    if (isGone) props.onDeleted?.();
                  })
                }
              >
                {say('segments.delete')}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      {uses.data === undefined ? (
        <LoadingState thing={say('segments.uses')} height={60} />
      ) : isUsed ? (
        <>
          <p>{say('segments.deleteBlocked', { name: segment.name })}</p>
          <UseList uses={uses.data} />
        </>
      ) : (
        say('segments.deleteText')
      )}
    </Modal>
  );
}

/** Whether anything uses a segment, seen or not. */
export function isInUse({ items, hiddenCount }: SegmentUses): boolean {
  return items.length + hiddenCount > 0;
}

/** Objects that use a segment; of those that the reader does not see, how many there are. */
export function UseList({ uses: { items, hiddenCount } }: { readonly uses: SegmentUses }) {
  const say = useSay();
  return (
    <ul>
      {items.map(({ kind, id, name }) => (
        <li key={`${kind} ${id}`}>
          {say(`segments.use.${kind}`)}: <span className="ms-text">{name}</span>
        </li>
      ))}
      {hiddenCount > 0 && <li>{say('segments.usesHidden', { count: hiddenCount })}</li>}
    </ul>
  );
}
