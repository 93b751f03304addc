import { Page } from '../../../kit/Page.tsx'
import { CheckCard } from './CheckCard.tsx'

export const CheckCardPage = () => (
  <Page title="核验人才卡" lead="看类别、有效期和真伪；码里没有证件号码">
    <section className="panel" style={{ maxWidth: 720 }}>
      <CheckCard />
    </section>
  </Page>
)
