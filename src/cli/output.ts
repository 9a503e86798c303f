/** Reports → standard output and files, in every format that is asked for. */
import type {OutputFormat} from '../config/settings.ts'
import type {Report} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import {reasonOf} from '../disk/fault.ts'
import {reporters} from '../report/index.ts'
import {jsonParts} from '../report/json.ts'
import type {ReportContext} from '../report/reporter.ts'
import {print} from '../terminal.ts'

/**
 * Writes a report in each format.
 *
 * @throws UsageError with one line per file that could not be written; the other formats are written all the same
 */
export async function writeReports(report: Report, formats: readonly OutputFormat[], context: ReportContext): Promise<void> {
  const mistakes: string[] = []
  for (const {name, output} of formats) {
    if (name === 'json' && output === undefined) {
      for (const part of jsonParts(report)) print(part)
      continue
    }
    const write = await reporters[name]()
    // Colours and links are for terminals.
    const text = write(report, output === undefined ? context : {...context, color: false, hyperlinks: false})
    if (output === undefined) print(text)
    else {
      // Loaded here: most runs write no file.
      const {writeOutput} = await import('./write-output.ts')
      await writeOutput(output, text).catch((error: unknown) => mistakes.push(`Can't write \`${output}\`: ${reasonOf(error)}`))
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes)
}
