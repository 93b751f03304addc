/** 青屿市, which does not exist: its place codes 9801xx were never issued. */
export type Place = { code: string; name: string; level: 'city' | 'county' | 'town'; parent: string | null; kind: string }

const counties: readonly (readonly [name: string, kind: string, towns: string])[] = [
  ['海曙湾区', '区', '望潮街道 听涛街道 石塘街道 云栖街道 高新街道 归帆街道 南港街道 松澜街道 青石镇 白鹭镇'],
  ['云浦区', '区', '浦前街道 桂苑街道 文澜街道 东篱街道 虹桥湾街道 科创街道 银杏街道 双溪镇 茶亭镇'],
  ['北屿区', '区', '港东街道 港西街道 船厂街道 灯塔街道 盐田街道 芦荡镇 观澜镇 金沙镇'],
  ['澄江县', '县', '澄城街道 江口街道 柳汀镇 稻香镇 竹溪镇 石门镇 鹤鸣乡 枫林乡 陶坪镇'],
  ['岚山县', '县', '岚城街道 松岭镇 云台镇 茶源镇 雾溪乡 银坑镇 高坪乡 龙潭镇'],
  ['平芜县', '县', '平城街道 麦浦镇 千畈镇 花桥镇 白水镇 新圩镇 杨柳乡 大田镇'],
  ['屿南县', '县', '南城街道 渔港镇 礁石镇 海月镇 贝林镇 潮安镇 星屿乡 红滩镇'],
]

const kindOf = (name: string): string => (name.endsWith('街道') ? '街道' : name.endsWith('乡') ? '乡' : '镇')

export const city: Place = { code: '9801', name: '青屿市', level: 'city', parent: null, kind: '市' }

/** The city, 3 districts, 4 counties and 60 streets, towns and townships. */
export const places: readonly Place[] = [
  city,
  ...counties.flatMap(([name, kind, towns], i): Place[] => {
    const code = `98010${i + 1}`
    return [
      { code, name, level: 'county', parent: city.code, kind },
      ...towns.split(' ').map((town, k): Place => ({ code: `${code}${String(k + 1).padStart(3, '0')}`, name: town, level: 'town', parent: code, kind: kindOf(town) })),
    ]
  }),
]

export const countyCodes: readonly string[] = places.filter((place) => place.level === 'county').map((place) => place.code)
const townsByCounty = Map.groupBy(places.filter((place) => place.level === 'town'), (place) => place.parent ?? '')
export const townsOf = (county: string): readonly Place[] => townsByCounty.get(county) ?? []

/** Share of people and employers by county, in the order of countyCodes. */
export const countyWeights: readonly (readonly [string, number])[] = [['980101', 30], ['980102', 24], ['980103', 15], ['980104', 11], ['980105', 6], ['980106', 7], ['980107', 7]]

/** Kinds of departments; those of the city and of each county share the code. */
export const departments: readonly (readonly [code: string, name: string, short: string])[] = [
  ['talent-office', '人才工作领导小组办公室', '人才办'], ['organisation', '组织部', '组织部'], ['hr', '人力资源和社会保障局', '人社局'],
  ['finance', '财政局', '财政局'], ['education', '教育局', '教育局'], ['science', '科学技术局', '科技局'],
  ['industry', '工业和信息化局', '工信局'], ['housing', '住房和城乡建设局', '住建局'], ['public-security', '公安局', '公安局'],
  ['health', '卫生健康委员会', '卫健委'], ['civil-affairs', '民政局', '民政局'], ['tax', '税务局', '税务局'],
  ['market', '市场监督管理局', '市场监管局'], ['agriculture', '农业农村局', '农业农村局'], ['development', '发展和改革委员会', '发改委'],
  ['commerce', '商务局', '商务局'], ['planning', '自然资源和规划局', '资规局'], ['statistics', '统计局', '统计局'],
]
