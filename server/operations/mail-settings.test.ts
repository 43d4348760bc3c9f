import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { mailSettingsSchema, sendMail } from './mail-settings.ts';

const mail = { to: ['ops@example.org', 'li@example.org'], subject: 'Alarm', text: 'The disk is full.' };

it('sends a mail through a real server, signed in, to every address', async () => {
  const received: { from: string; to: string[]; content: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'mei' && password === 'secret'
        ? done(null, { user: 'mei' })
        : done(new Error('wrong password')),
    onData(stream, session, done) {
      void text(stream).then((content) => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to: rcptTo.map(({ address }) => address), content });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const settings = mailSettingsSchema.parse({
    ...{ host: '127.0.0.1', port, from: 'millstream@example.org', user: 'mei', password: 'secret' },
  });
  try {
    await sendMail(settings, mail);
    assert.equal(received.length, 1);
    assert.deepEqual(received[0]?.to, mail.to);
    assert.equal(received[0]?.from, 'millstream@example.org');
    assert.match(received[0]?.content ?? '', /Subject: Alarm[\s\S]*The disk is full\./);
    await assert.rejects(sendMail({ ...settings, password: 'wrong' }, mail), { code: 'ALARM_TARGET_FAILED' });
  } finally {
    await new Promise<void>((resolve) => server.close(resolve));
  }
});

it('names what is missing or does not answer', async () => {
  await assert.rejects(sendMail(mailSettingsSchema.parse({}), mail), { code: 'MAIL_NOT_CONFIGURED' });
  const nobody = mailSettingsSchema.parse({ host: '127.0.0.1', port: 1, from: 'a@example.org' });
  await assert.rejects(sendMail(nobody, mail), { code: 'ALARM_TARGET_FAILED' });
});
