import type { FigureDefinition } from '../definition.ts'
import { housedApplication, housedPeople, housingBuilding, housingTenancy, housingUnit, movingIn, vacantUnit, waitingApplication } from './housing-sources.ts'

const stock = { timing: 'stock', traces: 'day', owner: '市住房和城乡建设局', source: '人才公寓：楼盘、房源登记', better: 'more', deduplication: '一套一个房源编号' } as const
const lived = { traces: 'day', owner: '市委组织部人才办', source: '人才公寓：入住登记', better: 'more', deduplication: '一套房一天至多一户，一个人一天至多一套' } as const
const waited = { traces: 'day', owner: '市委组织部人才办', source: '人才公寓：申请', better: 'less', deduplication: '一人同时只有一件没有了结的申请' } as const

/** How much was built for talents, and how many live there. */
export const housingDefinitions: readonly FigureDefinition[] = [
  { ...stock, id: 'housing.floor-area', name: '人才公寓建筑面积', aliases: ['人才公寓面积', '人才公寓总面积'], kind: 'sum', of: housingBuilding, unit: 'squareMetre', population: '当天已投入使用的楼盘的建筑面积，以确定为人才公寓的文件为准', deduplication: '一个楼盘一条' },
  { ...stock, id: 'housing.units', name: '人才公寓套数', aliases: ['人才公寓房源'], kind: 'count', of: housingUnit, unit: 'flat', population: '当天在册的房源，维修的也算，退出人才公寓的不算' },
  { ...stock, id: 'housing.unit-area', name: '人才公寓房源面积', aliases: [], kind: 'sum', of: housingUnit, unit: 'squareMetre', population: '当天在册房源的各套面积之和，不含公共配套' },
  { ...stock, id: 'housing.new-units', name: '本年新增人才公寓', aliases: ['新增人才公寓', '新增人才公寓套数', '新筹集人才公寓'], kind: 'count', of: housingUnit, timing: 'flow', unit: 'flat', population: '本年投入使用的房源，维修后恢复的不算' },
  { ...stock, id: 'housing.new-area', name: '本年新增人才公寓建筑面积', aliases: ['新增人才公寓面积', '新增人才公寓建筑面积'], kind: 'sum', of: housingBuilding, timing: 'flow', unit: 'squareMetre', population: '本年投入使用的楼盘的建筑面积', deduplication: '一个楼盘一条' },
  { ...stock, id: 'housing.vacant', name: '可配人才公寓', aliases: ['可配房源', '空置人才公寓'], kind: 'count', of: vacantUnit, unit: 'flat', better: 'neither', population: '当天可以住人而没有人住的房源，已发配租通知还没有入住的也在内' },
  { ...lived, id: 'housing.occupied', name: '入住人才公寓', aliases: ['人才公寓入住套数', '人才公寓入住户数', '已配租人才公寓'], kind: 'count', of: housingTenancy, timing: 'stock', unit: 'flat', population: '当天有人住着的房源，合同到期还没有退房的也算' },
  { ...lived, id: 'housing.people', name: '人才公寓入住人数', aliases: ['人才公寓在住人数', '入住人才公寓人数'], kind: 'sum', of: housedPeople, timing: 'stock', unit: 'person', population: '当天住着的承租人和一起住的家人，以签约时登记的人口为准' },
  { ...lived, id: 'housing.housed-ever', name: '累计入住人才公寓人次', aliases: ['累计解决人才住房问题', '人才公寓累计入住人次'], kind: 'sum', of: movingIn, timing: 'cumulative', unit: 'occurrence', population: '历次办理入住时登记的人口相加，续租不重计，退房后再入住的另计' },
  { ...lived, id: 'housing.housed-year', name: '本年入住人才公寓人次', aliases: ['新增入住人次'], kind: 'sum', of: movingIn, timing: 'flow', unit: 'occurrence', population: '本年办理入住时登记的人口相加' },
  { ...lived, id: 'housing.occupancy', name: '人才公寓入住率', aliases: [], kind: 'ratio', unit: 'share', numerator: 'housing.occupied', denominator: { figure: 'housing.units' }, population: '入住人才公寓套数 ÷ 人才公寓套数' },
  { ...waited, id: 'housing.waiting', name: '人才公寓轮候人数', aliases: ['轮候人数'], kind: 'count', of: waitingApplication, timing: 'stock', unit: 'person', population: '当天已经申请、还没有入住也没有了结的人，已发配租通知的也在内；只数申请人' },
  { ...waited, id: 'housing.waiting-days', name: '人才公寓平均轮候天数', aliases: ['平均轮候天数', '平均轮候时间'], kind: 'mean', of: housedApplication, timing: 'flow', unit: 'day', population: '本年入住的人，自申请日至入住日的日历天数' },
]
