/** One self-contained page. */
import type {Report} from '../core/report.ts'
export function htmlReport(report: Report): string {
  return `${report.tool.name}\n`
}
