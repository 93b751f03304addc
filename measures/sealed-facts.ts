import { isToken, openToken } from '../kernel/seal/token.ts'
import type { FactValue, Type, Vocabulary } from '../policy/index.ts'

/**
 * Pay, rent and income tax come out of the registry sealed, and a derivation passes them on as they are (kernel/seal/token.ts). They are opened here, where facts leave SQL, and only
 * where the vocabulary says that a number stands: a text that somebody typed is never taken for one.
 */

type Opener = (value: FactValue) => FactValue

const sum: Opener = (value) => {
  if (!isToken(value)) return value
  const opened = openToken(value)
  return typeof opened === 'number' || typeof opened === 'string' ? opened : null
}

/** Undefined for a type in which no number stands. */
const openerOf = (type: Type): Opener | undefined => {
  switch (type.kind) {
    case 'money':
    case 'number':
      return sum
    case 'list': {
      const each = openerOf(type.of)
      return each && ((value) => (Array.isArray(value) ? value.map((one: FactValue) => each(one)) : value))
    }
    case 'record': {
      const fields = [...type.fields].flatMap(([name, of]): [string, Opener][] => {
        const open = openerOf(of)
        return open ? [[name, open]] : []
      })
      if (fields.length === 0) return undefined
      return (value) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
        const record = value as { readonly [field: string]: FactValue | null }
        return { ...record, ...Object.fromEntries(fields.flatMap(([name, open]) => (Object.hasOwn(record, name) ? [[name, open(record[name] ?? null)]] : []))) }
      }
    }
    default:
      return undefined
  }
}

const asItIs: Opener = (value) => value

/** One fact's value by its type, opened. */
export const openFact = (type: Type, value: FactValue): FactValue => (openerOf(type) ?? asItIs)(value)

/** For rows of facts in a fixed order; a fact that the vocabulary does not know stays as it is. */
export const rowOpener = (vocabulary: Vocabulary, names: readonly string[]): ((values: readonly (FactValue | null)[]) => (FactValue | null)[]) => {
  const openers = names.map((name) => {
    const type = vocabulary.facts.get(name)?.type
    return type === undefined ? undefined : openerOf(type)
  })
  return (values) => values.map((value, i) => (value === null ? null : (openers[i] ?? asItIs)(value)))
}
