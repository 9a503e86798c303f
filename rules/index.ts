/** The catalogue: every rule, in the order in which tables list them. */
import type {Rule} from '../src/rule.ts'
import noUndefinedReference from './no-undefined-reference.ts'

export const rules: readonly Rule[] = [noUndefinedReference] as readonly Rule[]
