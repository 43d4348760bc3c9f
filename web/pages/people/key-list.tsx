import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import type { KeyEntry } from './people-api.ts';

/** API keys of a person. `path` is `/me`, where new ones can be made, or `/users/ID`. */
export function KeyList({ path }: { readonly path: string }) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const [isNew, setNew] = useState(false);
  const keys = useApi<readonly KeyEntry[]>({ path: `${path}/keys` });
  const revoke = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `${path}/keys/${id}` }),
    [`${path}/keys`],
  );
  const isOwn = path === '/me';
  const revokeKey = ({ id, name }: KeyEntry) =>
    revoke.mutate(id, {
      onSuccess: () => flashes.succeeded(say('people.keyRevoked', { name })),
      onError: (error) => flashes.failed(say('people.keyNotRevoked'), error),
    });
  const ago = (ms: number | null) => (ms === null ? say('people.never') : formats.ago(Date.now() - ms));
  return (
    <PanelBody query={keys} thing={say('people.keys')}>
      {(list) => (
        <>
          <Table
            variant="embedded"
            items={[...list]}
            trackBy="id"
            empty={
              <SpaceBetween size="xs">
                <Box>{say('people.noKeys')}</Box>
              </SpaceBetween>
            }
            header={
              <Header
                variant="h3"
                counter={`(${list.length})`}
                actions={isOwn ? <Button onClick={() => setNew(true)}>{say('people.newKey')}</Button> : null}
              >
                {say('people.keys')}
              </Header>
            }
            columnDefinitions={[
              {
                id: 'name',
                header: say('people.keyName'),
                cell: ({ name, start }) => (
                  <>
                    <span className="ms-text">{name}</span> <span className="ms-mono">{start}…</span>
                  </>
                ),
                isRowHeader: true,
              },
              {
                id: 'scope',
                header: say('people.scopes'),
                cell: ({ permissions, projectIds }) => (
                  <Popover
                    header={say('people.scopes')}
                    content={`${permissions.map((one) => say(`permission.${one}`)).join('; ')} · ${projectIds?.join(', ') ?? say('people.allProjects')}`}
                  >
                    {say('people.scopeCount', { count: permissions.length })}
                  </Popover>
                ),
              },
              { id: 'used', header: say('people.lastUsed'), cell: ({ lastUsedAtMs }) => ago(lastUsedAtMs) },
              {
                id: 'expires',
                header: say('people.expires'),
                cell: ({ expiresAtMs }) =>
                  expiresAtMs === null
                    ? say('people.never')
                    : expiresAtMs < Date.now()
                      ? say('people.isOver')
                      : formats.day(new Date(expiresAtMs).toISOString()),
              },
              {
                id: 'revoke',
                header: <span className="ms-visually-hidden">{say('people.revoke')}</span>,
                cell: (key) => (
                  <Button variant="inline-link" onClick={() => revokeKey(key)}>
                    {say('people.revoke')}
                  </Button>
                ),
              },
            ]}
          />
          {isNew && <NewKeyDialog onClose={() => setNew(false)} />}
        </>
      )}
    </PanelBody>
  );
}
