import Alert from '@cloudscape-design/components/alert';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useSay } from '../../i18n/language.tsx';

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay();
  return (
    <Alert type="warning" header={say('people.codesTitle')}>
      <p>{say('people.codesText')}</p>
      <ul className="ms-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyToClipboard
        variant="button"
        copyButtonText={say('action.copy')}
        copySuccessText={say('action.copied')}
        copyErrorText={say('people.copyFailed')}
        textToCopy={codes.join('\n')}
      />
    </Alert>
  );
}
