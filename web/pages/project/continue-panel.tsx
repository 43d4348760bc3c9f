import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { studioPath, useApps } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { savedAddress } from '../explore/saved/saved-address.ts';
import { type ContinueEntry, useContinue } from './use-continue.ts';

const pages = { dashboard: 'dashboard', analysis: 'analyzes', segment: 'segments' } as const;

/** One thing to go on with, as a link; an exploration is asked for its address first. */
function EntryLink({ entry }: { readonly entry: ContinueEntry }) {
  const say = useSay();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const { kind, id, name } = entry;
  if (kind !== 'exploration')
    return <PageLink to={studioPath(entry, `${pages[kind]}/${encodeURIComponent(id)}`)}>{name}</PageLink>;
  const open = () =>
    savedAddress(id, entry).then(
      (address) => navigate(address),
      (error: unknown) => flashes.failed(say('explore.notOpened'), error),
    );
  return (
    <Button variant="inline-link" onClick={() => void open()}>
      <span className="ms-text">{name}</span>
    </Button>
  );
}

/** The last dashboards, explorations, analyses and segments that the person opened. */
export function ContinuePanel({ projectId }: { readonly projectId: string }) {
  const say = useSay();
  const { data: apps } = useApps();
  const { entries, isLoading, error, retry } = useContinue(projectId);
  const appName = (appId: string) => apps?.find((app) => app.appId === appId)?.name ?? appId;
  const content = () => {
    if (entries.length > 0)
      return (
        <ul className="ms-continue">
          {entries.map((entry) => (
            <li key={entry.key}>
              <EntryLink entry={entry} />
              <small className="ms-text">
                {say(`palette.group.${entry.kind}`)} · {appName(entry.appId)}
              </small>
            </li>
          ))}
        </ul>
      );
    if (isLoading) return <LoadingState thing={say('home.continue')} height={80} />;
    if (error !== null) return <ErrorState error={error} onRetry={retry} height={80} />;
    return <EmptyState text={say('home.continue.none')} height={80} />;
  };
  return <Container header={<Header variant="h2">{say('home.continue')}</Header>}>{content()}</Container>;
}
