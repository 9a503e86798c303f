/** This program's version and home, from the package's manifest. */
import manifest from '../package.json' with {type: 'json'}

export const version: string = manifest.version
/** Where its users, and the services that it asks, can read about it. */
export const homepage: string = manifest.homepage.replace(/#.*/, '')
