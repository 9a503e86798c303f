/** What is known of a link before anything is asked. */
import {describe, expect, test} from 'vitest'
import {isFile} from '../../src/check/visit/plan.ts'

describe('files', () => {
  test.for(['/a.pdf', '/a.PDF?download=1', '/data/train.parquet', '/model.gguf', '/book.epub', '/talk.mkv'])('%s needs no body', (path) => {
    expect(isFile(path)).toBe(true)
  })
  test.for(['/a', '/a.html', '/a.php?file=b.pdf', '/parquet', '/v1.0'])('%s may be a page', (path) => {
    expect(isFile(path)).toBe(false)
  })
})
