import { type Answer, success } from './answer.ts';

const healthy = success('{"status":"ok"}', 'application/json');
const unhealthy: Answer = {
  status: 503,
  body: '{"status":"unable to store"}',
  contentType: 'application/json',
  headers: [],
  refusal: null,
};

/** The answer of `/health`: 200 while requests can be accepted and made durable. */
export function answerHealth(isHealthy: boolean): Answer {
  return isHealthy ? healthy : unhealthy;
}
