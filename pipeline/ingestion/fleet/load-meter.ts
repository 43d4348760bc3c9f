import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { WorkerLoad } from './worker-messages.ts';

const resolutionMs = 20;

/** Measures what this process uses. */
export interface LoadMeter {
  /** The load since the last look. */
  read(connections: number): WorkerLoad;
  close(): void;
}

/** Starts measuring. */
export function startLoadMeter(): LoadMeter {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let cpu = process.cpuUsage();
  let loop = performance.eventLoopUtilization();
  let atMs = performance.now();
  return {
    read(connections) {
      const cpuNow = process.cpuUsage();
      const loopNow = performance.eventLoopUtilization();
      const nowMs = performance.now();
      const usedMs = (cpuNow.user - cpu.user + cpuNow.system - cpu.system) / 1000;
      const load = {
        cpuPercent: (100 * usedMs) / Math.max(1, nowMs - atMs),
        eventLoopUtilization: performance.eventLoopUtilization(loopNow, loop).utilization,
        // The histogram holds the time between two ticks, the wanted pause included.
        eventLoopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - resolutionMs),
        connections,
        residentBytes: process.memoryUsage.rss(),
      };
      cpu = cpuNow;
      loop = loopNow;
      atMs = nowMs;
      delay.reset();
      return load;
    },
    close: () => {
      delay.disable();
    },
  };
}
