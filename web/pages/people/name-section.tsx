import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';

/** Name and e-mail of the signed-in person. */
export function NameSection() {
  const say = useSay();
  const flashes = useFlashes();
  const { person } = useSession();
  const [name, setName] = useState(person.name);
  const save = useApiWrite<unknown, string>(
    (given) => ({ method: 'PATCH', path: '/me', body: { name: given } }),
    ['/me', '/users'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(name.trim(), {
      onSuccess: () => flashes.succeeded(say('people.nameSaved')),
      onError: (error) => flashes.failed(say('people.nameNotSaved'), error),
    });
  };
  return (
    <Container header={<Header variant="h2">{say('people.you')}</Header>}>
      <form onSubmit={submit}>
        <SpaceBetween size="m">
          <FormField label={say('signIn.email')}>
            <Input value={person.email} readOnly />
          </FormField>
          <FormField label={say('signIn.name')}>
            <Input value={name} autoComplete="name" onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <Button
            formAction="submit"
            loading={save.isPending}
            disabled={name.trim() === '' || name.trim() === person.name}
          >
            {say('action.save')}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
