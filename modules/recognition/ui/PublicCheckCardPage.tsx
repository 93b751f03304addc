import { CheckCard } from './CheckCard.tsx'

/** For a service point without an account. */
export const PublicCheckCardPage = () => (
  <main className="portal">
    <section className="portal-card">
      <h1>核验人才卡</h1>
      <CheckCard />
    </section>
  </main>
)
