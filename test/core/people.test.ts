/** Names of people, in whichever order and company. */
import {expect, test} from 'vitest'
import {isSamePerson, peopleIn, surnameOf} from '../../src/core/people.ts'

test.for([
  ['Kaiming He, Haoqi Fan and Yuxin Wu', ['Kaiming He', 'Haoqi Fan', 'Yuxin Wu']],
  ['A. Vaswani; N. Shazeer & N. Parmar', ['A. Vaswani', 'N. Shazeer', 'N. Parmar']],
  ['Doe, and Alexandra Band', ['Doe', 'Alexandra Band']],
  ['何恺明、范浩琦', ['何恺明', '范浩琦']],
] as const)('the people in %s', ([text, people]) => {
  expect(peopleIn(text)).toEqual(people)
})

test.for([
  ['Kaiming He', 'he'],
  ['He, Kaiming', 'he'],
  ['Wei Wang 0001', 'wang'],
  ['Martin Luther King Jr.', 'king'],
  ['Sepp Höchreiter', 'hochreiter'],
  ['', ''],
] as const)('the surname of %s', ([name, surname]) => {
  expect(surnameOf(name)).toBe(surname)
})

test('one person under two spellings', () => {
  expect(isSamePerson('K. He', 'He, Kaiming')).toBe(true)
  expect(isSamePerson('He Kaiming', 'Kaiming He')).toBe(true)
  expect(isSamePerson('Kaiming He', 'Haoqi Fan')).toBe(false)
  expect(isSamePerson(undefined, undefined)).toBe(false)
})
