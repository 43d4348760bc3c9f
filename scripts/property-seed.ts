// Loaded before each test file: the same cases in every run, so that a verdict tells of the code and not of the day's dice.
// The long versions (`npm run soak`) leave it out and look for new cases.
import fc from 'fast-check';

fc.configureGlobal({ seed: 5_929 });
