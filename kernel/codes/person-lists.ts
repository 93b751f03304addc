import type { CodeList } from './code-list.ts'

/** GB/T 2261.1-2003. */
export const sexes = {
  standard: 'GB/T 2261.1-2003', title: '性别',
  items: [
    { code: '1', name: '男', also: ['男性', 'M'] },
    { code: '2', name: '女', also: ['女性', 'F'] },
    { code: '0', name: '未知的性别' },
    { code: '9', name: '未说明的性别' },
  ],
} as const satisfies CodeList

/**
 * Education (学历), lowest first. GB/T 4658-2006 tells graduates (11, 14, 21, 31, 41 …) from those who completed or left;
 * only graduates have the education, so these are the codes of graduates. A degree (学位) is another fact.
 */
export const educations = {
  standard: 'GB/T 4658-2006', title: '学历',
  items: [
    { code: '71', name: '初中及以下', also: ['初中', '小学', '80', '81', '90'] },
    { code: '61', name: '高中', also: ['普通高中'] },
    { code: '41', name: '中专', also: ['中等专科', '中等职业', '中职', '技校', '职高', '44', '47'] },
    { code: '31', name: '专科', also: ['大专', '大学专科', '高职'] },
    { code: '21', name: '本科', also: ['大学本科', '大学', '28'] },
    { code: '14', name: '硕士研究生', also: ['硕士', '研究生', '硕士毕业'] },
    { code: '11', name: '博士研究生', also: ['博士', '博士毕业'] },
  ],
} as const satisfies CodeList

/** Degrees (学位), lowest first, in the simplified form 4/3/2 of GB/T 6864-2003, whose longer codes add the discipline. */
export const degrees = {
  standard: 'GB/T 6864-2003', title: '学位',
  items: [
    { code: '4', name: '学士', also: ['学士学位'] },
    { code: '3', name: '硕士', also: ['硕士学位'] },
    { code: '2', name: '博士', also: ['博士学位'] },
  ],
} as const satisfies CodeList

/** Levels of professional titles (职称), lowest first: GB/T 12407-2008; 正高级 is a level of its own in every series since 2019. */
export const titleLevels = {
  standard: 'GB/T 12407-2008', title: '职称级别',
  items: [
    { code: '5', name: '员级', also: ['技术员'] },
    { code: '4', name: '助理级', also: ['初级', '助理', '助级'] },
    { code: '3', name: '中级' },
    { code: '2', name: '副高级', also: ['副高', '高级'] },
    { code: '1', name: '正高级', also: ['正高'] },
  ],
} as const satisfies CodeList

/** Series of professional titles, the tens of GB/T 8561-2001. */
export const titleSeries = {
  standard: 'GB/T 8561-2001', title: '职称系列',
  items: [
    { code: '01', name: '高等学校教师', also: ['高校教师'] },
    { code: '06', name: '自然科学研究人员', also: ['自然科学研究', '科学研究'] },
    { code: '07', name: '社会科学研究人员', also: ['社会科学研究'] },
    { code: '08', name: '工程技术人员', also: ['工程技术', '工程'] },
    { code: '09', name: '农业技术人员', also: ['农业技术', '农业'] },
    { code: '12', name: '经济专业人员', also: ['经济'] },
    { code: '13', name: '会计专业人员', also: ['会计'] },
    { code: '23', name: '卫生技术人员（医师）', also: ['卫生', '医师', '卫生技术'] },
    { code: '20', name: '中小学教师', also: ['中学教师', '小学教师'] },
    { code: '03', name: '技工学校教师', also: ['职业学校教师'] },
  ],
} as const satisfies CodeList

/** Skill levels (职业技能等级), lowest first: the eight of 2022, which contain the five of before (5 初级工 … 1 高级技师). */
export const skillLevels = {
  standard: '人社部发〔2022〕14号 “新八级工”', title: '技能等级',
  items: [
    { code: '6', name: '学徒工' },
    { code: '5', name: '初级工', also: ['五级', '五级工', '国家职业资格五级'] },
    { code: '4', name: '中级工', also: ['四级', '四级工', '国家职业资格四级'] },
    { code: '3', name: '高级工', also: ['三级', '三级工', '国家职业资格三级'] },
    { code: '2', name: '技师', also: ['二级', '二级工', '国家职业资格二级'] },
    { code: '1', name: '高级技师', also: ['一级', '一级工', '国家职业资格一级'] },
    { code: '1T', name: '特级技师' },
    { code: '1S', name: '首席技师' },
  ],
} as const satisfies CodeList
