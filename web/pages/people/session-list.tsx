import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { deviceOf } from './device-name.ts';
import type { SessionEntry } from './people-api.ts';

/** Where a person is signed in, with a way to end it. `path` is `/me` or `/users/ID`. */
export function SessionList({ path }: { readonly path: string }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const call = { path: `${path}/sessions` };
  const sessions = useApi<readonly SessionEntry[]>(call);
  const end = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `${path}/sessions/${encodeURIComponent(id)}` }),
    [call.path],
  );
  const endOthers = useApiWrite<{ ended: number }, void>(
    () => ({ method: 'DELETE', path: call.path }),
    [call.path],
  );
  const failed = { onError: (error: unknown) => flashes.failed(say('people.sessionNotEnded'), error) };
  const isOwn = path === '/me';
  const ago = (ms: number) => formats.ago(Date.now() - ms);
  return (
    <PanelBody query={sessions} thing={say('people.sessions')}>
      {(list) => (
        <Table
          variant="embedded"
          items={[...list]}
          trackBy="id"
          empty={say('people.noSessions')}
          header={
            <Header
              variant="h3"
              counter={`(${list.length})`}
              actions={
                <Button
                  disabled={list.length < (isOwn ? 2 : 1)}
                  loading={endOthers.isPending}
                  onClick={() => endOthers.mutate(undefined, failed)}
                >
                  {isOwn ? say('people.endOthers') : say('people.endAll')}
                </Button>
              }
            >
              {say('people.sessions')}
            </Header>
          }
          columnDefinitions={[
            {
              id: 'device',
              header: say('people.device'),
              cell: (session) =>
                `${deviceOf(session.userAgent) ?? say('people.unknownDevice')}${session.isThis ? ` · ${say('people.thisSession')}` : ''}`,
              isRowHeader: true,
            },
            { id: 'address', header: say('people.address'), cell: ({ address }) => address ?? '' },
            { id: 'used', header: say('people.lastUsed'), cell: ({ lastUsedAtMs }) => ago(lastUsedAtMs) },
            { id: 'since', header: say('people.since'), cell: ({ createdAtMs }) => ago(createdAtMs) },
            {
              id: 'end',
              header: <span className="ms-visually-hidden">{say('people.end')}</span>,
              cell: (session) =>
                session.isThis ? null : (
                  <Button variant="inline-link" onClick={() => end.mutate(session.id, failed)}>
                    {say('people.end')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </PanelBody>
  );
}
