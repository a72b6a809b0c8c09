/** The quick tests share the modules that they load with the files after them: what a file has spied on goes with it. */
import { afterAll, vi } from 'vitest';

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
