/** What moves in the HTML report: filters, sorting, copying. It reads the page that is there and makes no markup from data. */

export const script = `
'use strict'
for (const section of document.querySelectorAll('section[data-table]')) {
  const body = section.querySelector('tbody')
  const rows = [...body.rows]
  const filters = [...section.querySelectorAll('[data-filter]')]
  const shown = section.querySelector('output')
  const apply = () => {
    let visible = 0
    for (const row of rows) {
      const fits = filters.every((filter) => {
        const wanted = filter.value
        if (wanted === '') return true
        if (filter.dataset.filter === 'text') return row.textContent.toLowerCase().includes(wanted.toLowerCase())
        return row.getAttribute('data-' + filter.dataset.filter) === wanted
      })
      row.hidden = !fits
      if (fits) visible++
    }
    shown.textContent = visible === rows.length ? rows.length + ' shown' : visible + ' of ' + rows.length + ' shown'
  }
  for (const filter of filters) filter.addEventListener('input', apply)
  section.querySelector('.filters').hidden = false
  apply()
  for (const head of section.querySelectorAll('th[data-sort]')) {
    head.querySelector('button').addEventListener('click', () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
      for (const other of section.querySelectorAll('th[data-sort]')) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', direction)
      const index = head.cellIndex
      const sign = direction === 'ascending' ? 1 : -1
      const keyOf = (row) => row.cells[index].dataset.key ?? row.cells[index].textContent
      const isNumber = head.dataset.sort === 'number'
      rows.sort((a, b) => {
        const [x, y] = [keyOf(a), keyOf(b)]
        return sign * (isNumber ? x - y : x < y ? -1 : x > y ? 1 : 0)
      })
      body.append(...rows)
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
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true
})
`
