/** The jobs that wait for their turn at a host: urgent ones first, the others in the order in which they came. */
export class Queue<Job> {
  readonly #urgent: Job[] = []
  readonly #others: Job[] = []
  /** Index of the first of the others that was not taken yet. */
  #head = 0

  get length(): number {
    return this.#urgent.length + this.#others.length - this.#head
  }

  add(job: Job, isUrgent: boolean): void {
    if (isUrgent) this.#urgent.push(job)
    else this.#others.push(job)
  }

  /** Takes the next job out; undefined where none waits. */
  take(): Job | undefined {
    return this.#urgent.shift() ?? this.#takeOther()
  }

  /** Takes all jobs out. */
  takeAll(): Job[] {
    const jobs = [...this.#urgent, ...this.#others.slice(this.#head)]
    this.#urgent.length = 0
    this.#others.length = 0
    this.#head = 0
    return jobs
  }

  #takeOther(): Job | undefined {
    const job = this.#others[this.#head]
    if (job === undefined) return undefined
    this.#head++
    // Moving the rest for each job would cost time, keeping those that are taken would cost memory.
    if (this.#head > 256 && this.#head * 2 > this.#others.length) {
      this.#others.splice(0, this.#head)
      this.#head = 0
    }
    return job
  }
}
