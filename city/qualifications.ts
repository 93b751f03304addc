import { number, text, yearOf } from './days.ts'
import type { Told } from './histories.ts'
import type { Education, Person } from './person.ts'
import { foreignSchools, localColleges, localTechnical, localUniversities, majors, occupations, project985 } from './schools.ts'
import type { CityTables } from './tables.ts'

const degreeOf: Readonly<Record<Education, string | null>> = { 中专: null, 专科: null, 本科: '学士', 硕士研究生: '硕士', 博士研究生: '博士' }

/** Degrees, titles, skills, classes and honours; some six in a hundred facts stay unknown. */
export const qualifications = (person: Person, id: string, place: string, today: number, told: (source: string) => Told, tables: CityTables): void => {
  const { random, education } = person
  if (random.chance(0.985)) {
    const [school, country] = schoolOf(person)
    const fullTime = random.chance(0.05) ? null : random.chance({ 中专: 1, 专科: 0.86, 本科: 0.9, 硕士研究生: 0.82, 博士研究生: 0.96 }[education])
    const degree = education === '本科' && random.chance(0.03) ? null : degreeOf[education]
    tables.degree.add(id, place, education, degree, fullTime, school, country, random.pick(majors), random.chance(0.96) ? text(person.graduated) : null, ...told('市教育局'))
    if ((education === '硕士研究生' || education === '博士研究生') && random.chance(0.5)) {
      tables.degree.add(id, place, '本科', '学士', true, random.pick(random.chance(0.5) ? project985 : localUniversities), '中国', random.pick(majors), text(person.graduated - (education === '博士研究生' ? 2557 : 1096)), ...told('市教育局'))
    }
    tables.recordCheck.add(id, place, '学历', ...told('市教育局'))
  }
  if (person.titleLevel !== undefined) {
    const obtained = Math.max(person.began + 200, today - random.between(60, 3200))
    tables.title.add(id, place, '工程技术人员', person.titleLevel, titleName[person.titleLevel] ?? null, random.pick(majors), person.titleLevel === '正高级' || person.titleLevel === '副高级' ? '省人力资源社会保障厅' : '市人社局', random.chance(0.95) ? text(Math.min(obtained, today - 5)) : null, ...told('市人社局'))
  }
  if (random.chance(0.95)) tables.recordCheck.add(id, place, '职称', ...told('市人社局'))
  if (person.skillLevel !== undefined) {
    const [issuer, kind] = random.pick([['省职业技能鉴定中心', '职业资格'], ['企业自主评价机构', '企业评价'], ['青屿技能评价中心', '社会培训评价组织']] as const)
    tables.skill.add(id, place, person.skillLevel, random.pick(occupations), issuer, kind, random.chance(0.95) ? text(Math.min(today - 5, Math.max(person.began + 100, today - random.between(30, 2600)))) : null, ...told('市人社局'))
  }
  if (random.chance(0.95)) tables.recordCheck.add(id, place, '技能', ...told('市人社局'))
  classOf(person, id, place, today, told, tables)
  if (random.chance(person.classLevel === undefined ? 0.025 : 0.35)) {
    const [level, name, issuer] = random.pick(person.classLevel !== undefined && person.classLevel < 'D' ? honours : honours.slice(2))
    tables.honour.add(id, place, name, level, issuer, level === '市级' ? null : random.between(1, 5), text(Math.max(person.began, today - random.between(60, 2400))), ...told(issuer))
  }
}

const titleName: Readonly<Record<string, string>> = { 正高级: '正高级工程师', 副高级: '高级工程师', 中级: '工程师', 助理级: '助理工程师' }
const honours = [['国家级', '国家科学技术进步奖', '国务院'], ['省级', '省科学技术奖', '省人民政府'], ['省级', '省技术能手', '省人力资源社会保障厅'], ['市级', '青屿英才', '市人才工作领导小组'], ['市级', '青屿工匠', '市总工会'], ['市级', '市科学技术奖', '市人民政府']] as const
const basis: Readonly<Record<string, string>> = { A: '国际顶尖人才目录', B: '国家级领军人才目录', C: '省级领军人才目录', D: '市级领军人才目录', E: '高级人才目录' }

const schoolOf = (person: Person): readonly [string, string] => {
  const { random, education } = person
  if (person.eliteSchool) return random.chance(0.14) ? random.pick(foreignSchools) : [random.pick(project985), '中国']
  if (education === '中专') return [random.pick(localTechnical), '中国']
  return [random.pick(education === '专科' ? localColleges : localUniversities), '中国']
}

const classOf = (person: Person, id: string, place: string, today: number, told: (source: string) => Told, tables: CityTables): void => {
  const { random, classLevel } = person
  if (random.chance(0.94)) tables.recordCheck.add(id, place, '人才类别', ...told('市人才办'))
  if (classLevel === undefined) return
  const recognised = Math.max(person.introduced ?? person.began, today - random.between(20, 1900))
  const day = Math.min(recognised + random.between(0, 200), today - 2)
  // A recognition holds five years; the catalogue had a new edition in 2024.
  const edition = day >= number(2024, 1, 1) ? '2024' : '2019'
  const to = number(yearOf(day) + 5, 12, 31)
  tables.talentClass.add(id, place, '青屿市高层次人才分类目录', edition, classLevel, '市人才工作领导小组', basis[classLevel] ?? null, text(day), text(day), text(to), ...told('市人才办'))
}
