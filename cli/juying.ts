import { UsageError } from './arguments.ts'

/** Each command is loaded when it is called, so that the shell answers at once. Returns the exit code. */
type Command = (args: readonly string[]) => Promise<number>

const commands: Record<string, () => Promise<Command>> = {
  policy: async () => (await import('./policy.ts')).policyCommand,
  feel: async () => (await import('./feel.ts')).feelCommand,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  exchange: async () => (await import('./exchange.ts')).exchangeCommand,
  archive: async () => (await import('./archive.ts')).archiveCommand,
  card: async () => (await import('./card.ts')).cardCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  permissions: async () => (await import('./permissions.ts')).permissionsCommand,
  bench: async () => (await import('./bench.ts')).benchCommand,
  report: async () => (await import('./report.ts')).reportCommand,
}

const help = `用法：
  juying policy check FILE|DIR…                     检查事项，逐行输出 JSON；有错误时退出码为 1
  juying policy test FILE|DIR… [--engine explain|columns|sql]  运行事项自带的例子
  juying policy evaluate FILE|DIR… --facts F [--on DATE] [--engine explain|columns|sql] [--vocabulary V] [--each] [--portfolio]
  juying policy plan FILE|DIR… [--on DATE] [--vocabulary V] [--json]   列引擎怎样计算每个条件和金额
  juying policy what-if FILE --set 'conditions[3].rule=…' [--set …] [--on DATE] [--people F [--vocabulary V]] [--by 学历,出生日期] [--within 区划]   改了会怎样：谁新增、谁减少、分年多少钱
  juying feel 'EXPR' [--context JSON] [--types JSON] [--engine explain|columns|sql] [--on DATE] [--batch]
  juying import people FILE.xlsx|csv [--source 来源] [--check-only] [--leave-wrong]   逐行检查后导入，全部成功或全不写入
  juying export people --out FILE.xlsx|csv [--place 区划代码]   导出人才名单，证件号码只含末四位
  juying export trace FILE|- [--json]               外泄的一行、一页或整个文件是谁的哪次导出；没有找到时退出码为 1
  juying exchange export --out FILE.xml|json --purpose 用途 [--person 编号] [--place 区划代码] [--whole]   按 GB/T 35397-2017 的数据元素导出
  juying exchange import FILE [--trust]   导入交换文件，全部成功或全不写入；已有的人不动
  juying archive verify FILE [--sm3 HASH] [--json]   核对归档包，指出被改动、缺少、多出的文件；有问题时退出码为 1
  juying card verify CODE --key 公钥文件 [--json]   不联网核验人才卡的码：改动、过期、类别到期各有一句话；不能用时退出码为 1；juying card key 输出本机公钥
  juying audit verify [--anchors FILE] [--json]     核对审计链：改动、缺少、截断、换旧备份都找得出来；有问题时退出码为 1
  juying backup [--to 文件夹] [--keep 份数] [--json]   备份数据库、材料和锚定，不用停机；密钥不在其中；juying backup check 文件夹 核对一份备份
  juying restore --from 备份的文件夹 [--json]       恢复到空库，逐表比对，再核对审计链；损坏、缺少、更新版本的备份一律拒绝
  juying keys status|rotate|seal [--json]           加密密钥：看到第几代、还有多少没换；换一代并逐行重新加密；接着做完。不用停机
  juying permissions [--role 角色] [--markdown|--json]   谁能办什么、范围多大、是否要再次验证身份
  juying report fill 文稿.docx|txt --as-of 日期 --out 文件 [--json 文件] [--place 区划代码] [--review]   填写文稿里的空，附数据来源表
  juying report check 报告.docx|txt --as-of 日期 [--place 区划代码]   核对报告里的数；有出入时退出码为 1
  juying bench policy [--people N] [--measures M] [--peers]   政策引擎测速，与其他引擎同场比较（需要开发依赖）
`

const [name, ...rest] = process.argv.slice(2)
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  // the reader has closed the pipe (| head): nothing more to say to it
  if (fault.code === 'EPIPE') process.exit(0)
  throw fault
})
try {
  if (name === undefined || name === 'help' || name === '--help') process.stdout.write(help)
  else {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!load) throw new UsageError(`没有“${name}”这个命令；可以用 ${Object.keys(commands).join('、')}`)
    process.exitCode = await (await load())(rest)
  }
} catch (fault) {
  if (!(fault instanceof UsageError)) throw fault
  process.stderr.write(`${fault.message}\n`)
  process.exitCode = 2
}
