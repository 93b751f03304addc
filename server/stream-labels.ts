/** Words for what the audit knows and no declared verb says: files that come and go as streams, and the door itself. */
export const streamLabels: Readonly<Record<string, string>> = {
  'auth.takeDuty': '切换职责',
  'clerks.accept': '接受单位账号邀请',
  'clerks.askEntry': '申请开通单位账号',
  'clerks.decline': '谢绝单位账号邀请',
  'clerks.viewProof': '查看开通证明',
  'clerks.withdrawEntry': '撤回开通申请',
  'cases.downloadArchive': '下载归档包',
  'fund.bankFile': '下载支付文件',
  'office.eraseExpired': '到期清除',
  'subscriptions.ask': '用邮箱订阅政策',
  'subscriptions.confirm': '确认邮箱订阅',
  'subscriptions.stop': '退订邮件',
  'registry.receiveDelivery': '接收数据报送',
  'registry.uploadImport': '上传导入文件',
}
