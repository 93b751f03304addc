import type { Logic, Vector } from '../plan/graph.ts'

/** The node's contrary, for writing: it is no node of the graph. */
export function negated(node: Logic): Logic {
  return node.op === 'not' ? node.arg : { id: 0, op: 'not', arg: node }
}

/** The node under its negations: the one that is written. */
export function bare(node: Logic): Logic {
  return node.op === 'not' ? bare(node.arg) : node
}

/** What a node reads. */
export function parts(node: Logic | Vector): readonly (Logic | Vector)[] {
  switch (node.op) {
    case 'atom':
      return node.atom.kind === 'vector' ? [node.atom.vector, node.atom.vector.valid] : []
    case 'all':
      return node.args
    case 'not': case 'known':
      return [node.arg]
    case 'select':
      return [node.condition, node.then, node.otherwise]
    case 'same': case 'arithmetic':
      return [node.left, node.right]
    case 'choose':
      return [node.condition, node.then, node.otherwise]
    case 'divide': case 'calendar': case 'shift':
      return [node.of]
    default:
      return []
  }
}
