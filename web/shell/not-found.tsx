import { useNavigate } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { EmptyState } from '../panel/panel-states.tsx';
import { Page } from './page.tsx';

/** An address that shows nothing. */
export function NotFound() {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <Page title={say('shell.notFound')}>
      <EmptyState
        text={say('shell.notFoundText')}
        action={{ text: say('shell.toHome'), onClick: () => void navigate('/') }}
        height={300}
      />
    </Page>
  );
}
