import { CodedError } from '@millstream/core';
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import type { z } from 'zod';

/** The sentence that names each place where a value does not fit. */
export function problemsIn(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** Checks params, query and body by their Zod schemas. Fails with USAGE, naming each place. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return function validate(value) {
    // Fastify hands over null where there is no body.
    const result = schema.safeParse(value ?? undefined);
    if (result.success) return { value: result.data };
    return { error: new CodedError('USAGE', { problem: problemsIn(result.error) }) };
  };
};

/** Answers are written as they are: their schemas are for readers of the API, handlers are typed already. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = () => (value) =>
  JSON.stringify(value);
