/** A mistake in how the program was called or configured: it ends the run with exit status 2 and these lines, never with a stack. */
export class UsageError extends Error {
  /** One line per mistake, each complete in itself. */
  readonly mistakes: readonly string[]

  constructor(mistakes: string | readonly string[]) {
    const list = typeof mistakes === 'string' ? [mistakes] : mistakes
    super(list.join('\n'))
    this.name = 'UsageError'
    this.mistakes = list
  }
}
