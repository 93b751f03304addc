/** Universities of the 985 project: a closed list of 39. */
export const project985 = [
  '北京大学', '清华大学', '中国人民大学', '北京航空航天大学', '北京理工大学', '中国农业大学', '北京师范大学', '中央民族大学', '南开大学', '天津大学',
  '大连理工大学', '东北大学', '吉林大学', '哈尔滨工业大学', '复旦大学', '同济大学', '上海交通大学', '华东师范大学', '南京大学', '东南大学',
  '浙江大学', '中国科学技术大学', '厦门大学', '山东大学', '中国海洋大学', '武汉大学', '华中科技大学', '湖南大学', '中南大学', '国防科技大学',
  '中山大学', '华南理工大学', '四川大学', '重庆大学', '电子科技大学', '西安交通大学', '西北工业大学', '西北农林科技大学', '兰州大学',
] as const

export const foreignSchools = [
  ['新加坡国立大学', '新加坡'], ['东京大学', '日本'], ['慕尼黑工业大学', '德国'], ['曼彻斯特大学', '英国'], ['墨尔本大学', '澳大利亚'], ['多伦多大学', '加拿大'], ['苏黎世联邦理工学院', '瑞士'],
] as const

/** Invented schools of an invented province. */
export const localUniversities = ['青屿大学', '青屿理工学院', '海东师范大学', '海东工业大学', '海东医科大学', '海东财经大学', '澄江学院', '海东农林大学', '滨海工程学院', '海东科技大学'] as const
export const localColleges = ['青屿职业技术学院', '青屿海运职业学院', '海东机电职业技术学院', '海东护理职业学院', '澄江职业技术学院', '滨海信息职业学院'] as const
export const localTechnical = ['青屿高级技工学校', '北屿船舶技工学校', '岚山职业中专', '平芜农业职业高中'] as const

export const majors = ['机械工程', '材料科学与工程', '电气工程', '计算机科学与技术', '软件工程', '生物工程', '药学', '临床医学', '化学工程', '自动化', '电子信息工程', '船舶与海洋工程', '土木工程', '会计学', '工商管理', '法学', '汉语言文学', '教育学', '农学', '新能源科学与工程'] as const
export const occupations = ['车工', '铣工', '焊工', '电工', '数控加工中心操作工', '模具工', '钳工', '化学检验员', '工业机器人系统操作员', '汽车维修工', '育婴员', '中式烹调师', '起重机操作工', '船体装配工'] as const

/** The city's own list of strong universities, by edition: what 名校优生 is measured by. */
export const cityLists = (years: readonly number[]): { list: string; edition: string; school: string; rank: number | null; source: string }[] => [
  ...project985.map((school) => ({ list: '985工程', edition: '2011', school, rank: null, source: '教育部' })),
  ...years.flatMap((year) =>
    [...project985, ...foreignSchools.map(([school]) => school)].map((school) => ({ list: '青屿市名校目录', edition: String(year), school, rank: null, source: '青屿市人才办（示例）' })),
  ),
]
