/** Graphic Walker computes in the browser in workers; here everything is computed on the server. */
export default class NoWorker {
  constructor() {
    throw new Error('analyses are computed on the server');
  }
}
