import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { ConsoleTables } from '../store/console-database.ts';

/** Settings of the installation that are one object each. */
export interface OperationSettings {
  /** The stored object, or the schema's defaults. */
  get<T extends z.ZodType>(name: string, schema: T): Promise<z.output<T>>;
  set(name: string, value: unknown): Promise<void>;
}

/** The settings in an open console database. */
export function createOperationSettings(database: Kysely<ConsoleTables>): OperationSettings {
  return {
    async get(name, schema) {
      const row = await database
        .selectFrom('operation_setting')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return schema.parse(row === undefined ? {} : JSON.parse(row.value));
    },
    async set(name, value) {
      const text = JSON.stringify(value);
      await database
        .insertInto('operation_setting')
        .values({ name, value: text })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
        .execute();
    },
  };
}
