import { useSay } from '../../../i18n/language.tsx';
import type { FieldInputProps } from '../field-input.tsx';
import { PairList } from './pair-list.tsx';

/** Certificates with their keys, as files on the server. */
export function CertificatesInput(props: FieldInputProps) {
  const say = useSay();
  return <PairList {...props} names={['certFile', 'keyFile']} addText={say('wizard.addCertificate')} />;
}
