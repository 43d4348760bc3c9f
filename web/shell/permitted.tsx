import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { EmptyState } from '../panel/panel-states.tsx';
import { useMay } from '../session/session-context.tsx';
import { Page } from './page.tsx';

/** Shows a page to those who may open it, and to others who can let them. */
export function Permitted(props: { readonly permission: string; readonly children: ReactNode }) {
  const say = useSay();
  const { projectId } = useParams();
  const may = useMay(props.permission, projectId ?? null);
  if (may) return props.children;
  return (
    <Page title={say('shell.noAccess')}>
      <EmptyState text={say('shell.noAccessText', { permission: props.permission })} height={300} />
    </Page>
  );
}
