/** Point out papers of a table that the list lacks. See `no-unlisted-table-paper.md`. */
import {normalizedName} from '../src/core/paper/title.ts'
import {callOf, nameOf} from '../src/markdown/compare/papers.ts'
import {defineRule, type Rule} from '../src/rule.ts'

const rule: Rule = defineRule({
  id: 'no-unlisted-table-paper',
  severity: 'info',
  preset: 'strict',
  summary: 'A paper in the table that the list does not have',
  fixable: false,
  options: {},
  check({document, report}) {
    const rows = document.entries.filter(({kind, papers}) => kind === 'row' && papers.length > 0)
    const listed = document.entries.filter(({kind}) => kind !== 'row')
    if (rows.length === 0 || listed.length === 0) return
    const known = new Set<string>()
    for (const entry of listed) {
      for (const {identity} of entry.papers) known.add(`${identity.service}:${identity.id}`)
      if (entry.name !== undefined) known.add(`name ${normalizedName(entry.name.text)}`)
      const declared = nameOf({...entry, name: undefined})
      if (declared !== undefined) known.add(`name ${normalizedName(declared)}`)
      if (entry.title !== undefined) known.add(`title ${entry.title.normal}`)
    }
    const unlisted = rows.filter((row) => {
      if (row.papers.some(({identity}) => known.has(`${identity.service}:${identity.id}`))) return false
      if (row.title !== undefined && known.has(`title ${row.title.normal}`)) return false
      const name = nameOf(row)
      return name === undefined || !known.has(`name ${normalizedName(name)}`)
    })
    // Only where the list is meant to repeat the table.
    if (unlisted.length > rows.length / 2) return
    for (const row of unlisted) {
      const at = row.papers[0]?.link ?? row
      report({
        message: `Unexpected paper \`${callOf(row)}\` in table only, expected a list entry too`,
        start: at.start,
        end: at.end,
        subject: callOf(row),
      })
    }
  },
})

export default rule
