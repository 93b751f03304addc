import { Empty, Select, Space } from 'antd'
import { useState } from 'react'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
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
      <Answer of={asked}>
        {({ catalogue, editions, items }) =>
          catalogue === null ? (
            <Empty description="还没有发布目录。发布后在这里可以看到本市最缺哪些人才。" />
          ) : (
            <>
              <Space wrap>
                <Select aria-label="年度" value={catalogue.year} onChange={setYear} options={editions.map((value) => ({ value, label: `${value}年` }))} />
                <span>
                  {catalogue.document}，{dateText(catalogue.publishedOn)}发布，有效期{dateText(catalogue.validFrom)}至{dateText(catalogue.validTo)}
                </span>
              </Space>
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
      </Answer>
    </main>
  )
}
