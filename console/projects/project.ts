import type { ProjectId } from '@millstream/core';
import { z } from 'zod';

/** A project: the owner of apps, of a pipeline and of its data. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  /** `Dev` lets clients override their address with `fakeIp`. */
  readonly environment: 'Dev' | 'Test' | 'Prod';
  readonly description: string;
  /** Comma list; they receive alarms. */
  readonly emails: string;
  /** Who made the last change. */
  readonly operator: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

const isEmailList = (text: string) =>
  text === '' ||
  text
    .split(',')
    .every((email) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email.trim()) && email.trim().length <= 320);

const fields = {
  name: z
    .string()
    .max(255)
    .refine((name) => name.trim() !== '', 'must not be blank'),
  environment: z.enum(['Dev', 'Test', 'Prod']),
  description: z.string().max(1024),
  emails: z.string().max(8000).refine(isEmailList, 'must be e-mail addresses with commas between them'),
};

/** What can be chosen about a project. */
export const projectSettingsSchema = z.strictObject({
  name: fields.name,
  environment: fields.environment.default('Prod'),
  description: fields.description.default(''),
  emails: fields.emails.default(''),
});

/** What can be changed about a project; what is not named stays. */
export const projectChangeSchema = z.strictObject(fields).partial();

/** Checked settings of a project. */
export type ProjectSettings = z.output<typeof projectSettingsSchema>;

/** An id made from a name: letters, digits and underscores, with a random ending that keeps it free. */
export function proposeProjectId(name: string, random: () => number): string {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 100);
  const ending = Array.from({ length: 4 }, () => Math.floor(random() * 36).toString(36)).join('');
  return `${word === '' ? 'project' : word}_${ending}`;
}
