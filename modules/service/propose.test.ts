import { describe, expect, test } from 'vitest'
import { propose, type Candidate } from './propose.ts'

const candidate = (specialistId: string, changes: Partial<Candidate> = {}): Candidate => ({ specialistId, placeCode: '980101', load: 0, most: 10, personId: null, ...changes })
const people = (count: number, placeCode = '980101001') => Array.from({ length: count }, (_, at) => ({ personId: `p${at}`, placeCode }))
const givenTo = (pairs: ReturnType<typeof propose>) => pairs.map(({ specialistId, loadAfter }) => `${specialistId}:${loadAfter}`)

describe('a proposal', () => {
  test('evens out: the least loaded takes the next one', () => {
    expect(givenTo(propose(people(5), [candidate('a', { load: 3 }), candidate('b')]))).toEqual(['b:1', 'b:2', 'b:3', 'a:4', 'b:4'])
  })
  test('prefers the nearest place, and goes further only when there is no room', () => {
    const [town, county, city] = [candidate('town', { placeCode: '980101001', load: 8, most: 9 }), candidate('county', { load: 0, most: 1 }), candidate('city', { placeCode: '9801' })]
    expect(givenTo(propose(people(3), [city, county, town]))).toEqual(['town:9', 'county:1', 'city:1'])
  })
  test('reaches nobody beyond the place of the duty', () => {
    expect(propose(people(1, '980104101'), [candidate('a')])).toEqual([])
  })
  test('leaves out whom nobody has room for, and gives no specialist himself', () => {
    expect(givenTo(propose(people(3), [candidate('a', { most: 1 })]))).toEqual(['a:1'])
    expect(givenTo(propose(people(2), [candidate('a', { personId: 'p0' })]))).toEqual(['a:1'])
  })
})
