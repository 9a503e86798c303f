/** Reports → standard output and files, in every format that is asked for. */
import type {OutputFormat} from '../config/settings.ts'
import type {Report} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import {isFormatName, type ReportContext, reporters} from '../report/index.ts'
import {reasonOf} from './file-fault.ts'
import {print} from './terminal.ts'

/**
 * Writes a report in each format.
 *
 * @throws UsageError with one line per file that could not be written; the other formats are written all the same
 */
export async function writeReports(report: Report, formats: readonly OutputFormat[], context: ReportContext): Promise<void> {
  const mistakes: string[] = []
  for (const {name, output} of formats) {
    // The table of keys allows the reporters' names only.
    if (!isFormatName(name)) continue
    const write = await reporters[name]()
    const isFile = output !== undefined && output !== '-'
    // Colours and links are a terminal's.
    const text = write(report, isFile ? {...context, color: false, hyperlinks: false} : context)
    if (!isFile) print(text)
    else await writeOutput(output, text).catch((error: unknown) => mistakes.push(`Can't write \`${output}\`: ${reasonOf(error)}`))
  }
  if (mistakes.length > 0) throw new UsageError(mistakes)
}

/** Replaces a file; writes into what is a device or a pipe. Throws as the file system does. */
export async function writeOutput(path: string, text: string): Promise<void> {
  // Loaded here: most runs write no file, and this is a hundredth of an empty start.
  const [{stat, writeFile}, {replaceFile}] = await Promise.all([import('node:fs/promises'), import('./write-file.ts')])
  const before = await stat(path).catch(() => undefined)
  // A device or a pipe is written to, not replaced.
  if (before !== undefined && !before.isFile()) await writeFile(path, text)
  else await replaceFile(path, text)
}
