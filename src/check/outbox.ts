/** Values put by calls → values taken with `for await`. */

export interface Outbox<Item> {
  put(item: Item): void
  /** Nothing more will come. */
  end(): void
  items(): AsyncGenerator<Item, void, void>
}

export function createOutbox<Item>(): Outbox<Item> {
  let waiting: Item[] = []
  let ended = false
  let wake: (() => void) | undefined
  const notify = (): void => {
    wake?.()
    wake = undefined
  }
  return {
    put(item) {
      waiting.push(item)
      notify()
    },
    end() {
      ended = true
      notify()
    },
    async *items() {
      for (;;) {
        const taken = waiting
        waiting = []
        yield* taken
        if (waiting.length > 0) continue
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
