import type { AlarmTarget, OperationSettings } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { mailSettingsSchema, sendMail } from './mail-settings.ts';
import { maskedAddress } from './masked-target.ts';

/** What a target is told. */
export interface AlarmMessage {
  readonly kind: 'alarm' | 'test';
  readonly projectId: string;
  readonly alarmId: string;
  readonly state: string;
  /** One sentence. */
  readonly text: string;
  readonly value: number | null;
  readonly threshold: number | null;
  /** ISO 8601. */
  readonly at: string;
}

const timeoutMs = 10_000;

async function callWebhook(url: string, message: AlarmMessage): Promise<void> {
  const target = maskedAddress(url);
  // The reason may quote the address, which holds a secret.
  const failed = (reason: string, cause?: unknown) =>
    new CodedError('ALARM_TARGET_FAILED', { target, reason: reason.replaceAll(url, target) }, { cause });
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'millstream' },
    body: JSON.stringify({ source: 'millstream', ...message }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw failed(
      cause instanceof Error
        ? cause.cause instanceof Error
          ? cause.cause.message
          : cause.message
        : 'no answer',
      cause,
    );
  });
  await answer.body?.cancel();
  if (!answer.ok) throw failed(`it answered ${answer.status}`);
}

/** Tells a target. @throws CodedError ALARM_TARGET_FAILED, MAIL_NOT_CONFIGURED */
export async function tellTarget(
  target: AlarmTarget,
  message: AlarmMessage,
  settings: OperationSettings,
): Promise<void> {
  if (target.kind === 'webhook') return callWebhook(target.url, message);
  const { projectId, state, text, at, value, threshold } = message;
  const numbers = value === null ? '' : `\nMeasured ${value}, threshold ${threshold}.`;
  return sendMail(await settings.get('mail', mailSettingsSchema), {
    to: target.addresses,
    subject: `[Millstream] ${projectId}: ${state}: ${text}`,
    text: `${text}.\nProject ${projectId}, ${at}.${numbers}\n`,
  });
}
