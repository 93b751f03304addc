import { useState } from 'react'
import { Answered } from '../../../kit/Answered.tsx'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { degrees, publicCatalogue } from '../catalogue-contract.ts'
import { occupations } from '../contract.ts'
import { degreeTones } from './words.ts'

/** What the city is short of, for anybody, industry by industry. */
export const ShortagePage = () => {
  const [year, setYear] = useState<number>()
  const asked = useAsk(publicCatalogue, year === undefined ? {} : { year })
  return (
    <main className="portal portal-wide">
      <h1>急需紧缺人才目录</h1>
      <Answered of={asked}>
        {({ catalogue, editions, items }) =>
          catalogue === null ? (
            <p className="portal-quiet">还没有发布目录。发布后在这里可以看到本市最缺哪些人才。</p>
          ) : (
            <>
              <select className="plain-field" aria-label="年度" value={catalogue.year} onChange={(event) => setYear(Number(event.target.value))}>
                {editions.map((value) => (
                  <option key={value} value={value}>
                    {value}年
                  </option>
                ))}
              </select>
              <p>
                {catalogue.document}，{dateText(catalogue.publishedOn)}发布，有效期{dateText(catalogue.validFrom)}至{dateText(catalogue.validTo)}
              </p>
              {[...Map.groupBy(items, ({ industry }) => industry)].map(([industry, lines]) => (
                <section key={industry} className="portal-card">
                  <h2>{industry === '其他' ? '其他行业' : industry}</h2>
                  {lines.map(({ occupation, titles, wanted, degree }) => (
                    <p key={occupation}>
                      <strong>{occupations[occupation]}</strong> <StateTag state={degree} words={degrees} tones={degreeTones} />
                      <br />
                      {titles}；需求 {countText(wanted)} 人
                    </p>
                  ))}
                </section>
              ))}
            </>
          )
        }
      </Answered>
    </main>
  )
}
