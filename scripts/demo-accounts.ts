import { sql } from 'kysely'
import { enrolDemoAccount } from '../kernel/auth/second-factor.ts'
import type { Database, Tx } from '../kernel/db/database.ts'
import type { Grade, Role } from '../kernel/org/roles.ts'
import type { PlainDate } from '../kernel/types.ts'

/** One account for each kind of user, so that a newcomer can walk the whole chain; names are invented. */
interface DemoAccount {
  login: string
  name: string
  role: Role
  title: string
  place?: 'city' | 'county' | 'town'
  department?: string
}

const staffAccounts: readonly DemoAccount[] = [
  { login: 'window', name: '柳如烟', role: 'windowClerk', title: '乡镇街道窗口', place: 'town' },
  { login: 'county-hr', name: '季明川', role: 'reviewer', title: '区县人社初审', place: 'county', department: 'hr' },
  { login: 'county-science', name: '阮知秋', role: 'reviewer', title: '区县科技审核', place: 'county', department: 'science' },
  { login: 'city-education', name: '祁书远', role: 'reviewer', title: '市教育局学历核验', place: 'city', department: 'education' },
  { login: 'city-hr', name: '苗清和', role: 'reviewer', title: '市人社局社保核验', place: 'city', department: 'hr' },
  { login: 'city-housing', name: '翟安澜', role: 'reviewer', title: '市住建局住房核验', place: 'city', department: 'housing' },
  { login: 'city-industry', name: '湛立行', role: 'reviewer', title: '市工信局审核', place: 'city', department: 'industry' },
  { login: 'city-science', name: '邬见微', role: 'reviewer', title: '市科技局审核', place: 'city', department: 'science' },
  { login: 'talent-office', name: '项怀瑾', role: 'talentOffice', title: '市人才办', place: 'city', department: 'talent-office' },
  { login: 'talent-office-2', name: '解知微', role: 'talentOffice', title: '市人才办政策审核', place: 'city', department: 'talent-office' },
  { login: 'county-talent-office', name: '濮阳清', role: 'talentOffice', title: '区县人才办', place: 'county', department: 'talent-office' },
  { login: 'fund-maker', name: '卞守拙', role: 'financeMaker', title: '资金经办', place: 'city', department: 'finance' },
  { login: 'fund-checker', name: '郗慎言', role: 'financeChecker', title: '资金复核', place: 'city', department: 'finance' },
  { login: 'leader', name: '乐正平', role: 'leader', title: '市领导', place: 'city' },
  { login: 'county-leader', name: '宇文静', role: 'leader', title: '区县领导', place: 'county' },
  { login: 'training', name: '虞教然', role: 'trainingOfficer', title: '继续教育管理员', place: 'city', department: 'hr' },
  { login: 'specialist', name: '桑榆', role: 'specialist', title: '服务专员', place: 'county', department: 'talent-office' },
  { login: 'system-officer', name: '闻人安', role: 'systemOfficer', title: '系统管理员' },
  { login: 'security-officer', name: '公羊密', role: 'securityOfficer', title: '安全保密员' },
  { login: 'security-officer-2', name: '即墨谨', role: 'securityOfficer', title: '安全保密员（复核）' },
  { login: 'audit-officer', name: '司空察', role: 'auditOfficer', title: '审计员' },
  { login: 'county-fund-maker', name: '束修远', role: 'financeMaker', title: '区县资金经办', place: 'county', department: 'finance' },
  { login: 'county-fund-checker', name: '鱼知止', role: 'financeChecker', title: '区县资金复核', place: 'county', department: 'finance' },
]

/** Logins of the demo that differ in what they see: one of each duty at each level of place. */
export const demoLogins: readonly string[] = ['talent-1', 'talent-2', 'employer', ...new Map(staffAccounts.toReversed().map(({ login, role, place }) => [`${role} ${place ?? ''}`, login])).values()]

/** Two talents newly introduced, and the employer of the first: the chain begins with them. */
interface Cast {
  personId: string
  name: string
  placeCode: string
  employerId: string
  employerName: string
  level: string
}

const findCast = (db: Tx, today: PlainDate): Promise<Cast[]> =>
  sql<Cast>`
    select p.id as "personId", p.name, p.place_code as "placeCode", p.employer_id as "employerId", e.name as "employerName", c.level
    from pub.person p
    join pub.employer e on e.id = p.employer_id and e.kind = '企业'
    join pub.person_class c on c.person_id = p.id and c.in_force and c.level in ('D', 'E')
    join pub.person_introduction i on i.person_id = p.id and i.introduced_on between ${today}::date - 330 and ${today}::date - 215
    where length(p.place_code) = 9
      and exists (select from pub.person_employment m where m.person_id = p.id and m.ended_on is null and m.mode = '全职' and m.contract_years >= 3)
    order by c.level, p.number
    limit 2`
    .execute(db)
    .then((found) => found.rows)

export const createDemoAccounts = async (database: Database, today: PlainDate): Promise<void> => {
  await database.asSystem(today, async (db) => {
    const [first, second] = await findCast(db, today)
    if (!first) throw new Error('示例城市里没有找到合适的示范人物，请换一个种子重新生成。')
    const town = first.placeCode
    const places = { city: town.slice(0, 4), county: town.slice(0, 6), town }
    const talents = [first, ...(second ? [second] : [])]
    for (const [index, talent] of talents.entries()) {
      const accountId = await insertAccount(db, { login: `talent-${index + 1}`, name: talent.name, personId: talent.personId })
      await insertDuty(db, { accountId, role: 'talent', title: `人才（${talent.level}类）` })
    }
    const clerkId = await insertAccount(db, { login: 'employer', name: `${first.employerName}经办`, employerId: first.employerId })
    await insertDuty(db, { accountId: clerkId, role: 'employerClerk', title: '单位管理员', employerId: first.employerId, grade: 'administrator' })
    for (const { login, name, role, title, place, department } of staffAccounts) {
      const accountId = await insertAccount(db, { login, name })
      await enrolDemoAccount(db, accountId)
      await insertDuty(db, { accountId, role, title, ...(place ? { placeCode: places[place] } : {}), ...(department ? { department } : {}) })
    }
  })
}

const insertAccount = async (db: Tx, account: { login: string; name: string; personId?: string; employerId?: string }): Promise<string> => {
  const { id } = await db.insertInto('kernel.account').values({ ...account, demo: true }).returning('id').executeTakeFirstOrThrow()
  return id
}

const insertDuty = async (db: Tx, duty: { accountId: string; role: Role; title: string; placeCode?: string; department?: string; employerId?: string; grade?: Grade }): Promise<void> => {
  await db.insertInto('kernel.duty').values(duty).execute()
}

/** The table that `npm start` ends with. */
export const demoTable = (database: Database, today: PlainDate): Promise<string> =>
  database.asSystem(today, async (db) => {
    const rows = await db
      .selectFrom('kernel.account as a')
      .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
      .leftJoin('kernel.place as p', 'p.code', 'd.placeCode')
      .select(['a.login', 'a.name', 'd.title', 'p.name as placeName'])
      .where('a.demo', '=', true)
      .orderBy('a.id')
      .execute()
    const lines = rows.map(({ login, name, title, placeName }) => `  ${login.padEnd(18)}${wide(title, 22)}${wide(placeName ?? '', 12)}${name}`)
    return ['\n示范账号（在登录页一键进入）：', ...lines].join('\n')
  })

/** Chinese characters stand two columns wide in a terminal. */
const wide = (text: string, columns: number): string => {
  const width = [...text].reduce((sum, character) => sum + (character > '\u2000' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(columns - width, 1))
}
