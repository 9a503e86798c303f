/** The commands, each a module of its own that is loaded when it is named. */
export const commandNames = ['init', 'rules', 'explain', 'entries', 'merge', 'cache'] as const

export type CommandName = (typeof commandNames)[number]

export function isCommandName(name: string | undefined): name is CommandName {
  return commandNames.some((known) => known === name)
}
