/** Builds the package when npm installs it from git, as pre-commit does, or packs it: what is built is not committed. */
import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import process from 'node:process'

const {npm_config_global: isGlobal} = process.env
const hasTools = () => existsSync('node_modules/rolldown')

// For a global install npm leaves out what the build needs.
if (!hasTools() && isGlobal === 'true') {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|location|omit|prefix)$/i.test(name)),
  )
  execFileSync('npm', ['ci', '--ignore-scripts'], {env, stdio: 'inherit', shell: process.platform === 'win32'})
}
// Whoever installs a checkout without the tools wants no build.
if (hasTools()) execFileSync(process.execPath, ['scripts/build.mjs'], {stdio: 'inherit'})
