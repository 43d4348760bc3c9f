import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useSay } from '../../i18n/language.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { configurationFile, type Guide, type GuideValues, guides } from './guide-snippets.ts';

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Numbered steps for each SDK with the app's own id and endpoint, to copy. */
export function IntegrationGuide(values: GuideValues) {
  const say = useSay();
  const [tab, setTab] = useUrlValue('tab');
  return (
    <Tabs
      ariaLabel={say('guide.title')}
      activeTabId={tab ?? 'web'}
      onChange={({ detail }) => setTab(detail.activeTabId)}
      tabs={guides.map((guide) => ({
        id: guide.id,
        label: guide.name,
        content: <GuideSteps guide={guide} values={values} />,
      }))}
    />
  );
}

function GuideSteps({ guide, values }: { readonly guide: Guide; readonly values: GuideValues }) {
  const say = useSay();
  return (
    <SpaceBetween size="m">
      {guide.steps(values).map(({ id, code }, index) => (
        <div key={id}>
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <Box variant="strong">{`${index + 1}. ${say(`guide.step.${id}`)}`}</Box>
            <CopyToClipboard
              variant="icon"
              copyButtonAriaLabel={say('guide.copy', { step: say(`guide.step.${id}`) })}
              copySuccessText={say('action.copied')}
              copyErrorText={say('panel.failed')}
              textToCopy={code}
            />
            {id === 'file' && guide.hasFile && (
              <Button
                iconName="download"
                variant="inline-link"
                onClick={() =>
                  saveText(
                    'amplifyconfiguration.json',
                    configurationFile(values, guide.id === 'android' ? 'android' : 'ios'),
                  )
                }
              >
                {say('guide.file')}
              </Button>
            )}
          </SpaceBetween>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide snippet scrolls, also by keyboard. */}
          <pre className="ms-code" tabIndex={0}>
            {code}
          </pre>
        </div>
      ))}
      <Box color="text-body-secondary">{say(`guide.note.${guide.id}`)}</Box>
    </SpaceBetween>
  );
}
