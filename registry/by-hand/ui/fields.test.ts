import { expect, test } from 'vitest'
import { typedOf, wireOf } from './fields.ts'

test('what is typed on a phone is read as it is meant, and comes back the same to be amended', () => {
  const wire = wireOf('project', { name: ' 深海装备 ', rank: '２', amountFen: '1,200.5', level: '' })
  expect(wire).toMatchObject({ kind: 'project', name: '深海装备', rank: 2, amountFen: '120050', level: null, startedOn: null })
  expect(typedOf('project', wire)).toMatchObject({ name: '深海装备', rank: '2', amountFen: '1200.50', level: '' })
})

test('what is no amount stays as it was typed, so that it is refused and not guessed', () => {
  expect(wireOf('project', { amountFen: '一百万' })).toMatchObject({ amountFen: '一百万' })
  expect(wireOf('project', { amountFen: '1.005' })).toMatchObject({ amountFen: '1.005' })
})
