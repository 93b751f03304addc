/** The tree as written, before names and types are known. Offsets are UTF-16 positions in the rule's text. */
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | '/' | '**'

interface Place {
  readonly from: number
  readonly to: number
}

export type Syntax = Place &
  (
    | { readonly kind: 'number' | 'text' | 'at' | 'name'; readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | { readonly kind: 'list'; readonly items: readonly Syntax[] }
    | { readonly kind: 'range'; readonly low: Syntax; readonly high: Syntax; readonly lowOpen: boolean; readonly highOpen: boolean }
    /** `> 5` after `in` */
    | { readonly kind: 'test'; readonly comparator: Comparator; readonly right: Syntax }
    | { readonly kind: 'negate'; readonly of: Syntax }
    | { readonly kind: 'and' | 'or'; readonly parts: readonly Syntax[] }
    | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Syntax; readonly right: Syntax }
    | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Syntax; readonly right: Syntax }
    | { readonly kind: 'in'; readonly left: Syntax; readonly tests: readonly Syntax[] }
    | { readonly kind: 'between'; readonly left: Syntax; readonly low: Syntax; readonly high: Syntax }
    | { readonly kind: 'if'; readonly condition: Syntax; readonly then: Syntax; readonly else: Syntax }
    | { readonly kind: 'quantified'; readonly every: boolean; readonly variable: string; readonly source: Syntax; readonly body: Syntax }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] }
    | { readonly kind: 'path'; readonly of: Syntax; readonly name: string }
    | { readonly kind: 'filter'; readonly of: Syntax; readonly predicate: Syntax }
  )
