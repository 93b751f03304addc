import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { Compartment, EditorState, type ChangeDesc, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react'
import type { DiagnosticShown } from '../contract.ts'
import { completeWords, type Words } from './completion.ts'

/** What the page does to the text besides typing: a slider writes, a finding is gone to. */
export interface EditorHandle {
  replace(from: number, to: number, insert: string): void
  goTo(line: number, column: number): void
}

interface Props {
  /** The text when it is opened; afterwards the editor is its keeper. */
  initial: string
  words: Words | undefined
  diagnostics: readonly DiagnosticShown[]
  readOnly: boolean
  onChange: (text: string, changes: ChangeDesc) => void
  handle: Ref<EditorHandle>
}

const look = EditorView.theme({
  '&': { fontSize: '13px', height: '100%', backgroundColor: '#fff' },
  '.cm-scroller': { fontFamily: `Consolas, 'SFMono-Regular', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans SC Variable', monospace`, lineHeight: '1.7' },
  '.cm-gutters': { backgroundColor: '#f5f7fa', color: '#5b6675', borderRight: '1px solid #e3e8ef' },
  '&.cm-focused': { outline: '2px solid #1f4e9e33' },
})

/** What completes itself; filled when the vocabulary has come. */
const completion = new Compartment()
const completing = (words: Words | undefined): Extension => (words ? autocompletion({ override: [completeWords(words)] }) : [])

/** The text of a measure with the words of the vocabulary at hand and the checker's findings in the margin. */
export const Editor = ({ initial, words, diagnostics, readOnly, onChange, handle }: Props) => {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const changed = useEffectEvent(onChange)
  const opening = useEffectEvent(() => ({ text: initial, completing: completing(words) }))
  useEffect(() => {
    const parent = place.current
    if (!parent) return undefined
    const { text, completing: atFirst } = opening()
    const opened = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(), yaml(), syntaxHighlighting(defaultHighlightStyle),
          EditorView.lineWrapping, look, EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly),
          EditorView.contentAttributes.of({ 'aria-label': '事项原文' }),
          completion.of(atFirst),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString(), update.changes)
          }),
        ],
      }),
    })
    view.current = opened
    return () => opened.destroy()
  }, [readOnly])
  useEffect(() => {
    view.current?.dispatch({ effects: completion.reconfigure(completing(words)) })
  }, [words])
  useEffect(() => {
    const opened = view.current
    if (opened) opened.dispatch(setDiagnostics(opened.state, diagnostics.map((diagnostic) => placed(opened.state, diagnostic))))
  }, [diagnostics])
  useImperativeHandle(handle, () => ({
    replace: (from, to, insert) => view.current?.dispatch({ changes: { from, to, insert } }),
    goTo: (line, column) => {
      const opened = view.current
      if (!opened) return
      const at = opened.state.doc.line(Math.min(line, opened.state.doc.lines))
      opened.dispatch({ selection: { anchor: Math.min(at.from + column - 1, at.to) }, scrollIntoView: true })
      opened.focus()
    },
  }))
  return <div ref={place} className="lab-editor" />
}

/** From its line and column to the end of the word there. */
const placed = (state: EditorState, { line, column, severity, message, suggestion }: DiagnosticShown): Diagnostic => {
  const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines))
  const from = Math.min(at.from + Math.max(0, column - 1), at.to)
  const word = /^[\p{L}\p{N}_]+|^./u.exec(at.text.slice(from - at.from))?.[0] ?? ''
  return { from, to: Math.min(at.to, from + word.length), severity, message: suggestion ? `${message}。${suggestion}` : message }
}
