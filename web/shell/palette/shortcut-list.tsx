import './palette.css';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import { useSay } from '../../i18n/language.tsx';
import { usePreference } from '../../preferences/preferences.ts';
import { shortcutList } from './shortcuts.ts';

/** All keys, and whether single ones are on. */
export default function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [hasSingleKeys, setSingleKeys] = usePreference('singleKeys', true);
  return (
    <Modal visible onDismiss={onClose} header={say('palette.shortcuts')} closeAriaLabel={say('action.close')}>
      <SpaceBetween size="m">
        <Toggle checked={hasSingleKeys} onChange={({ detail }) => setSingleKeys(detail.checked)}>
          {say('palette.singleKeys')}
        </Toggle>
        <Table<(typeof shortcutList)[number]>
          variant="embedded"
          items={shortcutList}
          ariaLabels={{ tableLabel: say('palette.shortcuts') }}
          columnDefinitions={[
            {
              id: 'what',
              header: say('palette.what'),
              isRowHeader: true,
              cell: ([, message]) => say(message),
            },
            {
              id: 'keys',
              header: say('palette.keys'),
              cell: ([keys]) => (
                <SpaceBetween size="xxs" direction="horizontal">
                  {keys.map((key) => (
                    <kbd key={key} className="ms-key">
                      {key}
                    </kbd>
                  ))}
                </SpaceBetween>
              ),
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}
