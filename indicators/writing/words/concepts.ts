/**
 * How the field says what the definitions count. One concept may be several figures: 引进 of this year, ever introduced, still here.
 * `says` are the words; `not` are words that speak against it when they stand in the same clause. Longer words win over shorter ones.
 */

/** Which figure of a concept a clause means. */
export const senses = ['stock', 'year', 'total', 'present', 'retained', 'recognised', 'flexible', 'departed', 'new', 'sum'] as const
export type Sense = (typeof senses)[number]

export interface Concept {
  id: string
  says: readonly string[]
  not?: readonly string[]
  figures: Partial<Record<Sense, string>>
  /** 每百名…中有XX人: a percentage that is said as a number of people. */
  perHundred?: true
  /** Said without any word of sense: what it means then. Absent: it must be asked. */
  plain?: Sense
}

const one = (figure: string, says: readonly string[], sense: Sense = 'stock', not?: readonly string[]): Concept => ({ id: figure, says, figures: { [sense]: figure }, plain: sense, ...(not ? { not } : {}) })

const programme = (id: string, says: readonly string[], extra: Partial<Record<Sense, string>> = {}): Concept => ({
  id,
  says,
  figures: { year: `${id}.introduced`, total: `${id}.total`, present: `${id}.present`, retained: `${id}.retained`, ...extra },
})

/** 人才公寓 is counted in flats, in square metres and in people who live there: the unit says which; 新增 is of the year. */
const housing: readonly Concept[] = [
  { id: 'housing', says: ['人才公寓', '人才住房', '人才安居房', '人才公寓楼', '人才安居住房'], not: ['在建', '开工'], figures: { stock: 'housing.units', new: 'housing.new-units', sum: 'housing.floor-area', present: 'housing.people', total: 'housing.housed-ever' }, plain: 'stock' },
  { id: 'housing.new', says: ['新增人才公寓', '新筹集人才公寓', '新建人才公寓', '筹集人才公寓'], figures: { new: 'housing.new-units', sum: 'housing.new-area' }, plain: 'new' },
  { id: 'housing.people', says: ['人才住房问题', '人才的住房问题', '人才安居问题', '入住人才', '住进人才公寓', '入住人才公寓', '人才安居乐业'], figures: { stock: 'housing.people', total: 'housing.housed-ever' }, plain: 'stock' },
]

const people: readonly Concept[] = [
  programme('highLevel', ['高层次人才', '高层次人才引进计划', '高层次人才引进', '引进高层次人才', '高端人才', '高层次创新人才', '高层次创新创业人才'], { stock: 'class.total', recognised: 'class.recognised' }),
  programme('graduates', ['名校优生', '名校优生引进计划', '名校优生引进', '名校毕业生', '名校学子'], { stock: 'graduates.present' }),
  programme('skilled', ['技能人才', '技能人才振兴计划', '技能人才振兴', '技能型人才', '技能人才引进', '高素质技能人才', '高素质技术技能人才', '技术技能人才'], {}),
  { id: 'introduction', says: ['人才', '各类人才', '各类各层次人才', '各方面人才', '新引进人才', '引进人才', '引才', '人才引进', '柔性引进人才', '柔性引才', '柔性引进各类人才'], figures: { year: 'introduction.year', total: 'introduction.total', flexible: 'introduction.flexible', departed: 'talent.departed', stock: 'talent.total' } },
  one('talent.total', ['人才总量', '人才资源总量', '人才总数', '人才资源', '人才资源总数', '人才队伍总量', '人才队伍', '人才大军', '人才规模', '人才存量', '人才队伍总规模', '人才队伍规模', '人才总规模', '六支队伍总量', '六支队伍', '六支人才队伍', '六支人才队伍', '各类人才总量', '各类人才总数', '人才总人数', '人才资源规模']),
  one('talent.party', ['党政人才', '党政人才队伍']),
  one('talent.management', ['企业经营管理人才', '经营管理人才', '企业经营管理人才队伍', '企业家和经营管理人才']),
  one('talent.professional', ['专业技术人才', '专技人才', '专业技术人才队伍', '专业技术人员']),
  one('talent.skilled', ['高技能人才', '高技能人才队伍', '高技能人才总量', '高技能人才总数']),
  one('talent.rural', ['农村实用人才', '农村实用人才队伍']),
  one('talent.social', ['社会工作人才', '社工人才', '社会工作人才队伍', '社会工作专业人才']),
  one('talent.density', ['人才密度', '人才占就业人员的比重', '人才占就业人员比重']),
  { ...one('talent.resident-density', ['每百名常住人口', '每100名常住人口', '每百名常住人口中的人才', '每百名常住人口中有人才', '每百名常住人口中人才', '每百名常住人口拥有人才', '每百名常住人口中拥有人才', '人才占常住人口的比重', '人才占常住人口比重', '按常住人口计算的人才密度', '常住人口人才密度']), perHundred: true },
  one('talent.key-industry', ['重点产业人才', '重点产业人才数', '重点产业领域人才', '五大重点产业人才']),
  one('talent.key-industry-share', ['重点产业人才占比', '重点产业人才比重', '重点产业人才占人才总量']),
  one('talent.postgraduate', ['硕士、博士人才', '硕士博士人才', '硕博人才', '硕士以上人才', '硕士及以上人才', '研究生学历人才', '研究生以上学历人才', '硕士以上学历人才', '硕士及以上学历人才', '硕士以上学历', '硕士及以上学历', '研究生以上学历', '研究生及以上学历']),
  one('talent.doctor', ['博士人才', '博士研究生学历人才', '博士学历人才', '博士研究生人才']),
  one('talent.college', ['大专以上学历人才', '大专及以上学历人才', '专科以上学历人才', '专科及以上学历人才']),
  one('talent.departed', ['流出人才', '人才流出', '流失人才', '人才流失', '外流人才', '人才外流', '离开本市人才'], 'departed'),
  ...(['A', 'B', 'C', 'D', 'E'] as const).map((level) => one(`class.${level.toLowerCase()}`, [`${level}类人才`, `${level}类高层次人才`])),
  one('class.recognised', ['新认定高层次人才', '认定高层次人才', '新认定人才', '人才认定'], 'recognised'),
  one('training.people', ['参加继续教育', '继续教育人数', '参加继续教育人数', '参训专业技术人员', '继续教育参训', '继续教育参加'], 'year'),
  one('training.fulfilled', ['学时达标', '继续教育达标', '学时达标人数', '达到学时要求', '学时达标的', '继续教育学时达标', '继续教育达到学时要求'], 'year'),
  one('training.fulfilled-share', ['达标率', '继续教育达标率', '学时达标率', '继续教育学时达标率'], 'year'),
]

const kind = (id: string, says: readonly string[]): Concept => ({ id: `platform.${id}`, says, figures: { stock: `platform.${id}`, new: `platform.${id}.new` }, plain: 'stock' })

const platforms: readonly Concept[] = [
  kind('total', ['创新平台', '人才载体', '创新载体', '各类创新平台', '创新平台载体', '各类平台', '平台载体', '人才平台', '科创平台', '创新创业平台', '各类人才平台', '各类载体', '平台', '载体']),
  kind('zone', ['高新区', '高新技术产业开发区', '高新技术产业园区', '高新技术开发区']),
  kind('incubator', ['科技企业孵化器', '孵化器', '科技孵化器']),
  kind('makerspace', ['众创空间']),
  kind('postdoc', ['博士后站', '博士后科研工作站', '博士后工作站', '博士后科研流动站', '博士后流动站', '博士后科研站', '博士后创新实践基地', '博士后科研工作站和流动站', '博士后工作站（流动站）', '博士后科研工作（流动）站', '博士后科研平台']),
  kind('technology-centre', ['企业技术中心']),
  kind('academician', ['院士专家工作站', '院士工作站', '院士（专家）工作站']),
  kind('laboratory', ['重点实验室']),
  kind('engineering', ['工程研究中心', '工程技术研究中心', '工程（技术）研究中心']),
  kind('institute', ['新型研发机构']),
  kind('master-studio', ['技能大师工作室', '大师工作室']),
  kind('training-base', ['高技能人才培训基地', '高技能人才培养基地']),
  one('team.total', ['创新创业团队', '人才团队', '创新团队', '高层次人才团队', '人才创新创业团队', '双创团队']),
  one('employer.high-tech', ['高新技术企业', '高企', '国家高新技术企业']),
  one('employer.specialised', ['专精特新中小企业', '专精特新企业', '“专精特新”企业', '“专精特新”中小企业']),
  one('employer.giant', ['专精特新小巨人企业', '小巨人企业', '专精特新“小巨人”企业', '“小巨人”企业', '专精特新小巨人', '专精特新“小巨人”']),
  one('employer.above-scale', ['规上企业', '规模以上企业']),
]

const money: readonly Concept[] = [
  one('fund.appropriated', ['专项资金', '人才发展专项资金', '人才专项资金', '专项资金预算', '专项资金规模', '专项资金下达', '下达专项资金', '下达资金', '人才发展专项资金预算', '人才专项预算', '人才发展资金', '人才经费', '下达'], 'sum', ['不少于', '不低于', '拨付', '兑付', '结余', '执行率']),
  one('fund.promised-floor', ['专项资金不少于', '专项资金不低于', '人才发展专项资金不少于', '人才发展专项资金不低于', '人才专项资金不少于', '人才专项资金不低于'], 'sum'),
  one('fund.obligated', ['已审定未拨付', '审定未拨付', '已审定待拨付', '已承诺资金', '已承诺未拨付'], 'sum'),
  one('fund.disbursed', ['拨付', '已拨付', '拨付资金', '专项资金拨付', '拨付专项资金', '已拨付资金', '累计拨付', '支出', '已支出'], 'sum'),
  one('fund.available', ['结余', '资金结余', '可用资金', '专项资金可用', '可用余额', '尚余', '剩余'], 'sum'),
  one('fund.execution', ['执行率', '专项资金执行率', '资金执行率', '预算执行率', '拨付率'], 'sum'),
  { id: 'fund.awarded', says: ['审定资助', '审定资助金额', '资助金额', '审定金额', '核定资助', '审定资金', '已审定资助'], figures: { sum: 'fund.awarded', year: 'fund.awards' }, plain: 'sum' },
  one('fund.awards', ['资助人次', '审定资助人次', '受资助人次', '资助人才', '资助各类人才', '资助'], 'year'),
  one('fund.paid', ['兑付资金', '兑现资金', '政策兑现资金', '兑付', '兑现', '发放资金', '兑付政策资金', '兑现政策资金', '政策资金兑付', '政策兑付资金', '兑现人才政策资金', '兑付人才政策资金', '人才政策资金', '兑付奖补资金', '兑现奖补资金', '奖补资金', '发放', '发放补贴资金', '补贴资金', '各类补贴资金', '各类补贴'], 'sum'),
]

const procedure: readonly Concept[] = [
  one('case.filed', ['申报', '受理申报', '收到申报', '收件', '申报办件', '申报件', '受理', '申请', '申请件', '受理申请', '收到申请', '申报件数', '办件申报', '政策申报', '受理办件', '受理政策申报', '受理各类申报', '提交申报', '接收申报'], 'year'),
  one('case.open', ['在办', '在办办件', '在办件', '未办结', '正在办理', '办理中', '未办结办件'], 'stock'),
  one('case.decided', ['审定', '审定通过', '已审定', '已审定通过', '审核通过', '办结通过', '通过审定', '审定件', '审定办件'], 'year'),
  one('case.rejected', ['不予通过', '未通过', '不予通过的', '未予通过'], 'year'),
  one('case.overdue', ['超期', '超期办件', '逾期', '逾期办件', '超期件', '超时', '超时限办件', '逾期件'], 'stock'),
  one('case.verifying', ['单位核验', '单位核验的', '待单位核验', '单位核验环节'], 'stock'),
  one('case.inReview', ['审核中', '正在审核', '审核环节', '审核中的'], 'stock'),
  one('case.returned', ['待补正', '补正', '退回补正', '待补正的', '补正环节'], 'stock'),
  one('case.onNotice', ['公示中', '公示', '正在公示', '公示环节', '公示期'], 'stock'),
  one('case.objected', ['异议调查', '异议处理', '异议'], 'stock'),
  one('case.toDecide', ['待审定', '等待审定', '待审定的', '审定环节'], 'stock'),
  one('case.decision-days', ['平均审定用时', '平均办理时限', '平均用时', '平均办理时间', '平均办结用时', '平均审批用时', '平均审定时间', '平均办理用时', '平均办结时间', '办理时限平均', '审定平均用时', '平均办理周期', '平均时长', '平均耗时', '平均'], 'year'),
  one('policy.in-force', ['政策事项', '施行中的政策事项', '有效政策事项', '施行的政策事项', '现行政策事项', '人才政策事项', '在施政策事项', '施行中的政策'], 'stock'),
  one('policy.entitled', ['符合条件', '符合政策条件', '应享受政策', '应享人次', '符合条件的', '应享受政策人次', '符合享受条件'], 'stock'),
  one('policy.entitled-money', ['应兑现资金', '符合条件的资金', '应兑现政策资金', '应兑付资金', '预计需资金', '应享资金'], 'stock'),
]

export const concepts: readonly Concept[] = [...people, ...platforms, ...money, ...procedure, ...housing]
