import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { outdate, useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { addPasskey, canUsePasskeys, isDismissed } from '../sign-in/passkey-browser.ts';

interface PasskeyEntry {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** A person's passkeys: list, add, remove. */
export function PasskeySection() {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [isAdding, setAdding] = useState(false);
  const passkeys = useApi<readonly PasskeyEntry[]>({ path: '/me/passkeys' });
  const remove = useApiWrite<unknown, string>(
    (id) => ({ method: 'DELETE', path: `/me/passkeys/${encodeURIComponent(id)}` }),
    ['/me/passkeys', '/users'],
  );
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setAdding(true);
    try {
      await addPasskey(name.trim());
      setName('');
      flashes.succeeded(say('people.passkeyAdded'));
      await outdate(client, ['/me/passkeys', '/users']);
    } catch (error) {
      if (!isDismissed(error)) flashes.failed(say('people.passkeyNotAdded'), error);
    } finally {
      setAdding(false);
    }
  };
  return (
    <Container
      header={
        <Header variant="h2" description={say('people.passkeysText')}>
          {say('people.passkeys')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <PanelBody query={passkeys} thing={say('people.passkeys')}>
          {(list) => (
            <Table
              variant="embedded"
              items={[...list]}
              trackBy="id"
              empty={say('people.noPasskeys')}
              columnDefinitions={[
                {
                  id: 'name',
                  header: say('signIn.name'),
                  cell: (passkey) => passkey.name,
                  isRowHeader: true,
                },
                {
                  id: 'since',
                  header: say('people.since'),
                  cell: ({ createdAtMs }) => formats.ago(Date.now() - createdAtMs),
                },
                {
                  id: 'used',
                  header: say('people.lastUsed'),
                  cell: ({ lastUsedAtMs }) =>
                    lastUsedAtMs === null ? say('people.never') : formats.ago(Date.now() - lastUsedAtMs),
                },
                {
                  id: 'remove',
                  header: <span className="ms-visually-hidden">{say('action.remove')}</span>,
                  cell: ({ id }) => (
                    <Button
                      variant="inline-link"
                      onClick={() =>
                        remove.mutate(id, {
                          onError: (error) => flashes.failed(say('people.passkeyNotRemoved'), error),
                        })
                      }
                    >
                      {say('action.remove')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </PanelBody>
        {canUsePasskeys() ? (
          <form onSubmit={(event) => void add(event)}>
            <SpaceBetween size="m">
              <FormField label={say('people.passkeyName')} description={say('people.passkeyNameText')}>
                <Input value={name} onChange={({ detail }) => setName(detail.value)} />
              </FormField>
              <Button formAction="submit" loading={isAdding} disabled={name.trim() === ''}>
                {say('people.addPasskey')}
              </Button>
            </SpaceBetween>
          </form>
        ) : (
          say('people.noPasskeysHere')
        )}
      </SpaceBetween>
    </Container>
  );
}
