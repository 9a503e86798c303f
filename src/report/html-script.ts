/** What moves in the HTML report: filters, sorting, paging, copying. It reads the finished page and makes no markup from data. */
import {rowsAtFirst} from './html-table.ts'

export const script: string = `
'use strict'
const work = document.getElementById('work')
if (work !== null) {
  const body = work.querySelector('tbody')
  const rows = [...body.rows]
  for (const row of rows) row.classList.remove('later')
  const filters = [...work.querySelectorAll('[data-filter]')]
  const shown = work.querySelector('output')
  const more = work.querySelector('.more')
  const number = (value) => value.toLocaleString('en')
  const texts = new Map()
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase())
    return texts.get(row)
  }
  let order = rows
  let limit = ${rowsAtFirst}
  const apply = () => {
    const wanted = filters.filter(({value}) => value !== '').map(({value, dataset}) => [dataset.filter, value])
    const fitting = order.filter((row) =>
      wanted.every(([name, value]) => (name === 'text' ? textOf(row).includes(value.toLowerCase()) : (row.getAttribute('data-' + name) ?? '') === value)),
    )
    // Rows that nobody looks at are not in the page, so that thousands cost nothing.
    body.replaceChildren(...fitting.slice(0, limit))
    const visible = Math.min(fitting.length, limit)
    const inAll = fitting.length === rows.length ? '' : ' that fit, ' + number(rows.length) + ' in all'
    shown.textContent = visible === rows.length ? number(visible) + ' shown' : number(visible) + ' of ' + number(fitting.length) + inAll
    more.hidden = visible === fitting.length
    more.firstChild.textContent = 'Show ' + number(Math.min(fitting.length - visible, 5 * limit)) + ' more'
  }
  const restart = () => {
    limit = ${rowsAtFirst}
    apply()
  }
  for (const filter of filters) filter.addEventListener('input', restart)
  more.firstChild.addEventListener('click', () => {
    limit *= 6
    apply()
  })
  work.querySelector('.filters').hidden = false
  apply()
  for (const head of work.querySelectorAll('th[data-sort]')) {
    head.firstChild.addEventListener('click', () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
      for (const other of work.querySelectorAll('th[data-sort]')) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', direction)
      const index = head.cellIndex
      const sign = direction === 'ascending' ? 1 : -1
      const keys = new Map(rows.map((row) => [row, row.cells[index].dataset.key ?? row.cells[index].textContent]))
      const isNumber = head.dataset.sort === 'number'
      order = [...rows].sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)]
        return sign * (isNumber ? x - y : x < y ? -1 : x > y ? 1 : 0)
      })
      restart()
    })
  }
}
const copied = document.getElementById('copied')
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button.copy')
  if (button === null) return
  const text = button.dataset.text
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  const label = button.textContent
  button.textContent = 'copied'
  copied.textContent = 'Copied ' + text
  setTimeout(() => { button.textContent = label }, 1500)
})
let opened = []
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')]
  for (const details of opened) details.open = true
})
addEventListener('afterprint', () => {
  for (const details of opened) details.open = false
})
`
