/** Tests run against the built program, so a build comes first (it only hashes where nothing has changed). */
import {availableParallelism} from 'node:os'
import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.setup.ts'],
    // On a busy runner the largest ones take a minute; what must not take long says so itself.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // By default one processor is left free, which is half of two.
    maxWorkers: availableParallelism(),
  },
})
