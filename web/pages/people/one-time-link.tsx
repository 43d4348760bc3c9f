import Alert from '@cloudscape-design/components/alert';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { LinkEntry } from './people-api.ts';

/** A one-time link to copy; it is shown this once. */
export function OneTimeLink({ link, name }: { readonly link: LinkEntry; readonly name: string }) {
  const say = useSay();
  const formats = useFormats();
  const url = `${window.location.origin}${link.path}`;
  return (
    <Alert type="success" header={say('people.linkMade', { name })}>
      <p>{say('people.linkText', { until: formats.moment(link.expiresAtMs, 'UTC') })}</p>
      <CopyToClipboard
        variant="button"
        copyButtonText={say('people.copyLink')}
        copySuccessText={say('action.copied')}
        copyErrorText={say('people.copyFailed')}
        textToCopy={url}
      />
      <p className="ms-mono">{url}</p>
    </Alert>
  );
}
