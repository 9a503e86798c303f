/** What the exit status says: a contract with scripts and CI. */
export const ExitStatus = {
  /** No error, and not too many warnings. */
  clean: 0,
  findings: 1,
  /** Usage, configuration, something that can't be read or written, or a fault of the program's own. */
  misuse: 2,
  interrupted: 130,
} as const
