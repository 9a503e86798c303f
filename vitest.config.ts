/** Tests run against the built program, so a build comes first (it only hashes where nothing has changed). */
import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.setup.ts'],
    testTimeout: 20_000,
  },
})
