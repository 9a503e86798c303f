/** The catalogue: every rule, in the order in which tables list them. */
import type {Rule} from '../src/rule.ts'
import noBrokenAnchor from './no-broken-anchor.ts'
import noEmptySection from './no-empty-section.ts'
import noMojibake from './no-mojibake.ts'
import noRaggedTable from './no-ragged-table.ts'
import noUndefinedReference from './no-undefined-reference.ts'
import tableSequence from './table-sequence.ts'
import tocCompleteness from './toc-completeness.ts'
import tocOrder from './toc-order.ts'

export const rules: readonly Rule[] = [
  noBrokenAnchor,
  tocCompleteness,
  tocOrder,
  noEmptySection,
  noMojibake,
  noRaggedTable,
  tableSequence,
  noUndefinedReference,
] as readonly Rule[]
