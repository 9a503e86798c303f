/** Faults of the file system, by their codes and in words. */

/** Why an operation on a file failed, in one line for people. */
export function reasonOf(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOENT: 'there is no such file or directory',
    ENOTDIR: 'part of the path is no directory',
    EISDIR: 'it is a directory',
    ELOOP: 'its symbolic links lead in a circle',
    EMFILE: 'too many files are open',
    ENAMETOOLONG: 'its name is too long',
  }
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return reasons[code] ?? error.message
}

/** Whether an error has one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(`${error.code}`)
}

/** Whether Windows refuses because somebody else has the file open, or because it is about to be deleted. */
export function isHeld(error: unknown): boolean {
  return isCode(error, 'EPERM', 'EACCES', 'EBUSY')
}
