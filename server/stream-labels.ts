/** Words for what the audit knows and no declared verb says: files that come and go as streams, and the door itself. */
export const streamLabels: Readonly<Record<string, string>> = {
  'auth.takeDuty': '切换职责',
  'cases.downloadArchive': '下载归档包',
  'fund.bankFile': '下载支付文件',
  'office.eraseExpired': '到期清除',
  'registry.receiveDelivery': '接收数据报送',
  'registry.uploadImport': '上传导入文件',
}
