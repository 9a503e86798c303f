/**
 * What work costs, whatever else the machine does meanwhile: for guards against quadratic time, with ten times the room they need.
 *
 * @returns milliseconds of CPU that this process took, its helper threads included
 */
export async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const {user, system} = process.cpuUsage(before)
  return (user + system) / 1000
}
