import type { Figure } from '../contract.ts'
import { Bars } from './Bars.tsx'
import { valueText } from './words.ts'

interface Props {
  title: string
  note: string
  figures: readonly Figure[]
  /** In place of the change on the year before. */
  aside?: (id: string) => string
  open: (id: string) => void
}

/** A handful of figures of one kind beside each other. */
export const RankPanel = ({ title, note, figures, aside, open }: Props) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    <Bars label={title} bars={figures.map(({ id, name, value, unit, change }) => ({ key: id, label: name, value, text: valueText(value, unit), change: aside ? aside(id) : change?.words, onOpen: () => open(id) }))} />
    <p className="quiet">{note}</p>
  </section>
)
