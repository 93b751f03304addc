import { parseAst, type Plugin } from 'vite'

/**
 * A contract only declares: what it says has no effect until somebody asks for it by name. The build cannot know that of `z.object(…)` or `declareAction({…})`, and would
 * send a telephone every verb of a module for the one that its page calls. Here each declaration is marked as one that may be left out when nobody names it.
 */
export const declaredOnly = (): Plugin => ({
  name: 'declared-only',
  transform: (code, id) => (/(?:^|[/-])(?:contract|states|hands|types|fields|assessment|roles)\.ts$/.test(id.split('?')[0] ?? '') ? { code: marked(code), map: null } : undefined),
})

const marked = (code: string): string => {
  let text = ''
  let from = 0
  for (const statement of parseAst(code).body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { init } of declaration.declarations) {
      if (!init || !['CallExpression', 'ObjectExpression', 'ArrayExpression'].includes(init.type)) continue
      text += `${code.slice(from, init.start)}/* @__PURE__ */ (() => (${code.slice(init.start, init.end)}))()`
      from = init.end
    }
  }
  return text + code.slice(from)
}
