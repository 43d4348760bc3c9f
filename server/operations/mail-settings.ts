import { CodedError } from '@millstream/core';
import { createTransport } from 'nodemailer';
import { z } from 'zod';

/** The mail server of the installation; without a host none is set. */
export const mailSettingsSchema = z.object({
  host: z.string().max(255).default(''),
  port: z.number().int().min(1).max(65_535).default(587),
  /** TLS from the first byte, as port 465 has it; otherwise STARTTLS is used where the server offers it. */
  secure: z.boolean().default(false),
  user: z.string().max(255).default(''),
  password: z.string().max(1024).default(''),
  from: z.string().max(320).default(''),
});

/** The mail server of the installation. */
export type MailSettings = z.output<typeof mailSettingsSchema>;

/** A mail. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

const timeoutMs = 10_000;

/** Sends a mail. @throws CodedError MAIL_NOT_CONFIGURED, ALARM_TARGET_FAILED */
export async function sendMail(settings: MailSettings, mail: Mail): Promise<void> {
  const { host, port, secure, user, password, from } = settings;
  if (host === '' || from === '') throw new CodedError('MAIL_NOT_CONFIGURED');
  const transport = createTransport({
    ...{ host, port, secure },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
  });
  try {
    await transport.sendMail({ from, to: [...mail.to], subject: mail.subject, text: mail.text });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError(
      'ALARM_TARGET_FAILED',
      { target: `The mail server ${host}:${port}`, reason },
      { cause },
    );
  } finally {
    transport.close();
  }
}
