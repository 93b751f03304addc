import type { ChangeDesc } from '@codemirror/state'
import { useRef, useState } from 'react'
import { writtenAs, type ParameterShown } from '../contract.ts'
import type { Breakdown } from '../what-if-contract.ts'
import type { EditorHandle } from './Editor.tsx'
import { useCheck, useWhatIf, type Scene } from './use-live.ts'

const asked: readonly Breakdown[] = ['place', 'industry', 'class', 'age', 'education', 'sex']
const most = 4

/**
 * What the page holds: up to four texts, one of them in the editor; the parameters of that one, at their places in the text as it is now; and
 * the figures of all of them. A slider writes into the editor, the editor is where the text is kept.
 */
export const useLaboratory = (first: string) => {
  const [scenes, setScenes] = useState<readonly Scene[]>([{ name: '草稿', text: first }])
  const [active, setActive] = useState(0)
  /** Counts texts that were put under the editor from outside: each opens it anew. */
  const [epoch, setEpoch] = useState(0)
  const [parameters, setParameters] = useState<readonly ParameterShown[]>([])
  // A slider moves faster than the page renders: offsets are read here, never from a render that is past.
  const places = useRef<readonly ParameterShown[]>([])
  const current = useRef(first)
  const editor = useRef<EditorHandle>(null)
  const keep = (next: readonly ParameterShown[]) => {
    places.current = next
    setParameters(next)
  }
  const scene = scenes[active] ?? scenes[0] ?? { name: '草稿', text: first }
  const checked = useCheck(scene.text, (text, answer) => {
    if (text === current.current) keep(answer.parameters)
  })
  const live = useWhatIf(scenes, asked)
  const typed = (text: string, changes: ChangeDesc) => {
    current.current = text
    keep(places.current.map((parameter) => ({ ...parameter, from: changes.mapPos(parameter.from, -1), to: changes.mapPos(parameter.to, 1) })))
    setScenes((before) => before.map((one, index) => (index === active ? { ...one, text } : one)))
  }
  const show = (index: number, text: string) => {
    // The same text again is not checked again: its parameters stand.
    if (text !== current.current) keep([])
    current.current = text
    setActive(index)
    setEpoch((before) => before + 1)
  }
  return {
    scenes, scene, active, epoch, parameters, checked, live, editor, typed,
    move: (path: string, value: string) => {
      const parameter = places.current.find((candidate) => candidate.path === path)
      const written = parameter && writtenAs(parameter, value)
      if (!parameter || written === undefined) return
      editor.current?.replace(parameter.from, parameter.to, written)
      keep(places.current.map((candidate) => (candidate.path === path ? { ...candidate, value } : candidate)))
    },
    goTo: (line: number, column: number) => editor.current?.goTo(line, column),
    choose: (index: number) => show(index, scenes[index]?.text ?? ''),
    canAdd: scenes.length < most,
    /** Another scenario begins as a copy of the one on the page. */
    add: () => {
      const name = ['方案二', '方案三', '方案四'].find((candidate) => scenes.every((one) => one.name !== candidate)) ?? '方案'
      setScenes([...scenes, { name, text: scene.text }])
      show(scenes.length, scene.text)
    },
    drop: (index: number) => {
      setScenes(scenes.filter((_, at) => at !== index))
      show(0, scenes[0]?.text ?? '')
    },
    /** Puts a text under a scene from outside the editor. */
    put: (index: number, text: string) => {
      setScenes(scenes.map((one, at) => (at === index ? { ...one, text } : one)))
      show(index, text)
    },
  }
}

export type Laboratory = ReturnType<typeof useLaboratory>
