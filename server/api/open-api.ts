import swagger from '@fastify/swagger';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import type { TypedApi } from './typed-api.ts';

/** Answers of the error handler, by status. */
const errorStatuses = {
  400: 'The request is not valid; details name each place.',
  401: 'Nobody is signed in.',
  403: 'The right is missing.',
  404: 'There is no such thing.',
  405: 'Not this method.',
  406: 'No such form of the answer.',
  408: 'It took too long and was stopped.',
  409: 'It does not fit the present state, or somebody else saved first.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'Not this type of body.',
  429: 'Too many tries.',
  431: 'The headers are too large.',
  502: 'An outside engine failed.',
  503: 'A part is starting or cannot be reached.',
  507: 'The query needs more memory than its limit.',
} as const;

const errorAnswer = {
  type: 'object' as const,
  required: ['error'],
  properties: {
    error: {
      type: 'object' as const,
      required: ['code', 'message', 'action', 'details'],
      properties: {
        code: { type: 'string' as const, description: 'A code of docs/errors.md.' },
        message: { type: 'string' as const },
        action: { type: 'string' as const, description: 'What the reader can do next.' },
        details: { type: 'object' as const, additionalProperties: true },
      },
    },
  },
};

const errorResponses = Object.fromEntries(
  Object.entries(errorStatuses).map(([status, description]) => [
    status,
    { description, content: { 'application/json': { schema: errorAnswer } } },
  ]),
);

/** Where a route describes no answer, any success may come: done, made, or begun. */
function successesOf<Answer extends object>(
  declared: Record<string, Answer> = {},
): Record<string, Answer | { description: string }> {
  const isDescribed = Object.values(declared).some((answer) => 'content' in answer);
  return isDescribed ? declared : { '2XX': { description: 'Done, made, or begun.' } };
}

const zodTransform = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } });

/** Collects the routes that are added later, and serves them as an OpenAPI document at `/api/openapi.json`. */
export async function addOpenApi(api: TypedApi, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Millstream', version, description: 'Everything that the pages do can be done here.' },
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, or the token of the data directory.',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'millstream.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: zodTransform,
    transformObject: (document) => {
      if (!('openapiObject' in document)) throw new TypeError('the document is OpenAPI 3');
      const { openapiObject } = document;
      for (const path of Object.values(openapiObject.paths ?? {}))
        for (const operation of Object.values(path ?? {}))
          if (typeof operation === 'object' && 'responses' in operation)
            operation.responses = { ...errorResponses, ...successesOf(operation.responses) };
      return openapiObject;
    },
  });
  const document = { config: { permission: 'public' as const }, schema: { hide: true } };
  api.get('/api/openapi.json', document, async () => api.swagger());
}
