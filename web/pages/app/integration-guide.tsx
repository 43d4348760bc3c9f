import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useSay } from '../../i18n/language.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { type Guide, type GuideValues, guides } from './guide-snippets.ts';

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Numbered steps for each SDK with the app's own id and endpoint, to copy. */
export function IntegrationGuide(props: Omit<GuideValues, 'sdks'>) {
  const say = useSay();
  const [tab, setTab] = useUrlValue('tab');
  const values = { ...props, sdks: `${location.origin}/sdks` };
  return (
    <Tabs
      ariaLabel={say('guide.title')}
      activeTabId={tab ?? 'web'}
      onChange={({ detail }) => setTab(detail.activeTabId)}
      tabs={guides.map((guide) => ({
        id: guide.id,
        label: guide.name,
        content: <GuideWays guide={guide} values={values} />,
      }))}
    />
  );
}

/** A guide in the way that was chosen, the first one otherwise. */
function GuideWays({ guide, values }: { readonly guide: Guide; readonly values: GuideValues }) {
  const say = useSay();
  const [chosen, choose] = useUrlValue('way');
  const { ways, file } = guide;
  const way = ways.find(({ id }) => id === chosen) ?? ways[0];
  return (
    <SpaceBetween size="m">
      {ways.length > 1 && (
        <SegmentedControl
          label={say('guide.ways')}
          selectedId={way.id}
          onChange={({ detail }) => choose(detail.selectedId)}
          options={ways.map(({ id }) => ({ id, text: say(`guide.way.${id}`) }))}
        />
      )}
      {way.steps(values).map(({ id, code }, index) => (
        <div key={`${way.id} ${id}`}>
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <Box variant="strong">{`${index + 1}. ${say(`guide.step.${id}`, { file: file?.name ?? '' })}`}</Box>
            <CopyToClipboard
              variant="icon"
              copyButtonAriaLabel={say('guide.copy', {
                step: say(`guide.step.${id}`, { file: file?.name ?? '' }),
              })}
              copySuccessText={say('action.copied')}
              copyErrorText={say('panel.failed')}
              textToCopy={code}
            />
            {id === 'file' && file !== undefined && (
              <Button
                iconName="download"
                variant="inline-link"
                onClick={() => saveText(file.name, file.text(values))}
              >
                {say('guide.file', { file: file.name })}
              </Button>
            )}
          </SpaceBetween>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide snippet scrolls, also by keyboard. */}
          <pre className="ms-code" tabIndex={0}>
            {code}
          </pre>
        </div>
      ))}
      <Box color="text-body-secondary">{say(way.note)}</Box>
    </SpaceBetween>
  );
}
