import type { Standard } from './clause.ts'

const algorithms = '用的是算法实现（Node.js 所带 OpenSSL），不是经认证的密码模块'

export const gbt39786: Standard = {
  key: 'GB/T 39786',
  page: 'gbt-39786',
  title: 'GB/T 39786-2021 第三级 应用和数据安全（8.4）',
  note: '只列 8.4。物理、网络和通信、设备和计算各层以及管理要求由运行方落实；密码应用安全性评估由有资质的机构进行，本页不是评估结论。',
  clauses: [
    { id: '8.4 a', says: '用密码技术鉴别登录者', by: '动态口令、通行密钥、统一身份认证的签名核对', certified: '按要求换用经认证的令牌或国密 USB 钥匙，尚未接入' },
    { id: '8.4 b', says: '用密码技术保证访问控制信息不被改动', open: '职责表由触发器和两人授予保护，没有密码校验；授予的动作在审计链里' },
    { id: '8.4 c', says: '用密码技术保证安全标记不被改动', open: '没有安全标记' },
    { id: '8.4 d', says: '重要数据传输保密', operator: '国密 TLS 网关', certified: '网关要有商用密码产品认证' },
    { id: '8.4 e', says: '重要数据存储保密', by: '`kernel/seal`：SM4-GCM 或 AES-256-GCM，绑定表、列、行', certified: algorithms, open: '发放前复核的结论（fund.award_check）若有条款按薪酬判断，会把它写成可读的' },
    { id: '8.4 f', says: '重要数据传输不被改动', operator: '国密 TLS 网关', certified: '网关要有商用密码产品认证' },
    { id: '8.4 g', says: '重要数据存储不被改动', by: '加密字段和文件带认证标签；审计行以 HMAC-SM3 成链，每分钟锚定', certified: algorithms, open: '没有加密的业务字段没有密码校验' },
    { id: '8.4 h', says: '涉及法律责任时操作不可否认', open: '只有人才卡有签名（可配置为 SM2），审定、支付没有；审计链能证明记录未改，不能证明是本人所为' },
    { id: '8.4 i', says: '所用密码服务经许可', certified: '系统不使用外部密码服务；运行方采用时选经许可的' },
    { id: '8.4 j', says: '所用密码产品达到二级以上安全要求', certified: '密钥现存文件；要用经认证的密码机，密钥提供者接口已留，没有接入' },
  ],
}
