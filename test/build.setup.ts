/** Builds `dist/` before any test runs. */
import {execFileSync} from 'node:child_process'

export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], {stdio: 'inherit'})
}
