#!/usr/bin/env node
import { launch } from '../../scripts/launch.mjs';

await launch('server/main.ts', process.argv.slice(2));
