interface StoryTextProps {
  lead: string
  paragraphs: readonly string[]
  classSaid: string | null
  measureSaid: string | null
}

/** The words as they are published, and what of them comes out of the city's records. Text is text: nothing in it is read as markup. */
export const StoryText = ({ lead, paragraphs, classSaid, measureSaid }: StoryTextProps) => (
  <>
    <p>
      <strong>{lead}</strong>
    </p>
    {paragraphs.map((one, at) => (
      <p key={at}>{one}</p>
    ))}
    {classSaid || measureSaid ? (
      <p className="plain-step">
        {[classSaid, measureSaid ? `享受“${measureSaid}”` : null].filter(Boolean).join('，')}
        <span className="plain-quiet">（取自登记和审定的办件）</span>
      </p>
    ) : null}
  </>
)
