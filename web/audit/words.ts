/** What an entry of the audit is about, as the reader says it; what follows the word is the number or the mark itself. */
const words: ReadonlyMap<string, string> = new Map(Object.entries({
  number: '编号', reason: '理由', outcome: '结果', count: '数量', rows: '行数', people: '人数', employers: '单位数', known: '已知', hired: '招到人数', year: '年度', period: '期间', place: '地区',
  seal: '校验值', checksum: '校验值', serial: '序号', code: '代码', receipt: '回执', purpose: '用途', masked: '脱敏', list: '列表', fact: '事实', figure: '指标', measure: '事项', edition: '版本', channel: '渠道', binding: '绑定', trust: '信任方式',
  awardId: '资助', postId: '岗位', catalogueId: '目录', recheckId: '类别复核', platformId: '平台', rowId: '行', movementId: '申报', instalmentId: '分期', claimId: '应追回款', changeId: '变更', breachId: '违约案卷', writeOffId: '核销', stageId: '阶段', eventId: '事项', bodyDecisionId: '专项认定',
  personId: '人', personNumber: '人才编号', pairId: '疑似重复', lineId: '科目', itemId: '支付明细', draftId: '草稿', declaredPaymentId: '别处已领', caseId: '办件', batchId: '批次', banId: '禁报', accountId: '账号', weightingId: '权重', taskId: '任务', survivorId: '保留的记录', mergedId: '并入的记录',
  snapshotId: '快照', sheetId: '报表', settlementId: '结算单', scenarioId: '方案', resetId: '登录码', obligationId: '服务期', memberId: '成员', listingId: '名录', statisticId: '统计数', holderId: '对象', fundId: '专项资金', editionId: '版本', deliveryId: '报送', courseId: '课程', confirmationId: '确认', employerId: '用人单位', documentId: '材料', sourceId: '来源', dutyId: '职责', jobId: '任务',
}))

/** `number RB202600001，seal 17a8…` in the reader's words. Marks that nobody has named stand as they are: an auditor must not lose one. */
export const subjectText = (subject: string): string =>
  subject
    .split('，')
    .map((part) => {
      const gap = part.indexOf(' ')
      const word = words.get(part.slice(0, gap))
      return gap > 0 && word ? `${word} ${part.slice(gap + 1)}` : part
    })
    .join('，')
