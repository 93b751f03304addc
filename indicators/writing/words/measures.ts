/**
 * How the field speaks of measures. `nouns` name what is given; `groups` name who gets it, for nouns that several measures share.
 * A measure that is not listed is known by its title alone.
 */
export interface MeasureWords {
  nouns: readonly string[]
  groups?: readonly string[]
}

export const measureWords: Readonly<Record<string, MeasureWords>> = {
  'settling-in-subsidy': { nouns: ['安家补贴', '高层次人才安家补贴', '安家费', '安家补助'], groups: ['高层次人才', 'A类', 'B类', 'C类', 'D类', 'E类'] },
  'returnee-settlement': { nouns: ['留学回国人员安家补助', '安家补助', '回国安家补助'], groups: ['留学', '回国', '海归'] },
  'living-subsidy': { nouns: ['生活补贴', '名校优生生活补贴', '生活补助', '每月生活补贴'] },
  'graduate-relocation-grant': { nouns: ['安居补助', '来青安居补助', '应届毕业生来青安居补助', '应届毕业生安居补助', '一次性安居补助'] },
  'county-stay-grant': { nouns: ['县域留才补助', '留才补助'] },
  'key-industry-bonus': { nouns: ['重点产业加补', '名校优生重点产业加补'] },
  'mountain-county-topup': { nouns: ['青年人才补差', '山区海岛县青年人才补差'] },
  'rent-subsidy': { nouns: ['租房补贴', '人才租房补贴', '租房补助', '租赁补贴', '住房租赁补贴', '房租补贴'] },
  'home-purchase-subsidy': { nouns: ['购房补贴', '人才购房补贴', '购房补助', '购房资助'] },
  'talent-apartment': { nouns: ['人才公寓租住'] },
  'employer-share-of-pay': { nouns: ['薪酬补助', '单位引才薪酬补助', '引才薪酬补助', '引才补贴', '引才薪酬补贴', '薪酬补贴'], groups: ['企业', '单位', '用人单位', '用人主体'] },
  'urgent-talent-allowance': { nouns: ['薪酬补助', '急需紧缺人才薪酬补助', '急需紧缺人才补助', '紧缺人才薪酬补助', '薪酬补贴'], groups: ['急需紧缺', '紧缺'] },
  'agency-fee-subsidy': { nouns: ['引才服务费补贴', '服务费补贴', '中介服务费补贴', '引才服务费'] },
  'referral-reward': { nouns: ['人力资源机构引才奖励', '引才奖励', '机构引才奖励', '中介机构引才奖励'], groups: ['人力资源机构', '中介机构', '中介', '机构', '猎头'] },
  'flexible-introduction-grant': { nouns: ['柔性引才补助', '柔性引进补助', '柔性引才补贴'], groups: ['柔性引进', '柔性引才'] },
  'startup-grant': { nouns: ['启动资助', '创业启动资助', '人才创业启动资助', '创业启动资金', '创业资助', '启动资金'], groups: ['创业'] },
  'startup-loan-interest': { nouns: ['贷款贴息', '创业贷款贴息', '人才创业贷款贴息'] },
  'talent-enterprise-reward': { nouns: ['成长奖励', '人才企业成长奖励', '企业成长奖励'] },
  'team-project-funding': { nouns: ['项目资助', '团队项目资助', '创新创业团队项目资助', '团队资助', '项目资助资金', '项目经费资助'], groups: ['团队'] },
  'team-operating-grant': { nouns: ['运行补助', '团队运行补助'] },
  'platform-grant': { nouns: ['建设资助', '平台建设资助', '创新平台建设资助', '平台资助', '平台建设补助'], groups: ['平台', '孵化器', '众创空间', '实验室', '研究中心', '技术中心', '工作站'] },
  'doctor-allowance': { nouns: ['博士岗位津贴', '企业博士岗位津贴', '博士津贴'] },
  'skilled-allowance': { nouns: ['高技能人才岗位津贴', '技能人才岗位津贴', '岗位津贴', '技能人才津贴', '高技能人才津贴'], groups: ['技师', '技能'] },
  'skill-upgrade-subsidy': { nouns: ['技能提升补贴', '职业技能提升补贴', '技能等级提升补贴'] },
  'training-base-subsidy': { nouns: ['见习补贴', '培训基地见习补贴', '高技能人才培训基地见习补贴'] },
  'degree-upgrade-grant': { nouns: ['学历提升资助', '在职学历提升资助', '在职继续教育学历提升资助'] },
  'leading-talent-cultivation': { nouns: ['领军人才培养工程', '培养经费', '领军人才培养经费', '领军人才'] },
  'title-upgrade-reward': { nouns: ['职称晋升', '职称晋升奖励', '专业技术人才职称晋升奖励', '职称奖励'] },
  'honour-award': { nouns: ['荣誉奖励', '人才荣誉奖励'] },
  'high-pay-incentive': { nouns: ['薪酬激励', '骨干人才薪酬激励', '企业骨干人才薪酬激励'] },
  'employer-honour': { nouns: ['引才工作先进单位奖励', '先进单位奖励', '引才工作先进单位'] },
  'spouse-placement': { nouns: ['配偶随迁安置', '配偶随迁', '配偶随迁补助', '随迁补助'] },
}

/** Nouns that any measure may be meant by; who gets it must say which. */
export const giftNouns = ['补贴', '补助', '奖励', '资助', '津贴', '贴息', '奖金', '激励']

/** Keys of tables in the field's words: what stands in the sentence → codes of the table. */
export const keyWords: Readonly<Record<string, readonly string[]>> = {
  博士: ['博士研究生', '博士'], 博士研究生: ['博士研究生', '博士'], 博士后: [], 博士毕业生: ['博士研究生', '博士'], 博士生: ['博士研究生', '博士'],
  硕士: ['硕士研究生', '硕士'], 硕士研究生: ['硕士研究生', '硕士'], 硕士毕业生: ['硕士研究生', '硕士'], 硕士生: ['硕士研究生', '硕士'],
  本科: ['本科', '学士'], 本科生: ['本科', '学士'], 本科毕业生: ['本科', '学士'], 学士: ['学士', '本科'],
  中级工: ['中级工'], 高级工: ['高级工'], 技师: ['技师'], 高级技师: ['高级技师'], 特级技师: ['特级技师'], 首席技师: ['首席技师'],
  正高级: ['正高级'], 正高: ['正高级'], 正高级职称: ['正高级'], 副高级: ['副高级'], 副高: ['副高级'], 副高级职称: ['副高级'], 中级职称: ['中级'], 中级: ['中级'],
  国家级: ['国家级'], 省级: ['省级'], 市级: ['市级'], 县级: ['县级'],
  名校: ['是'], 名校毕业: ['是'], 普通院校: ['否'], 普通高校: ['否'], 一般院校: ['否'], 其他院校: ['否'], 普通: ['否'],
  ...Object.fromEntries(['A', 'B', 'C', 'D', 'E'].flatMap((level) => [[level, [level]], [`${level}类`, [level]], [`${level}类人才`, [level]], [`${level}类高层次人才`, [level]]])),
}
